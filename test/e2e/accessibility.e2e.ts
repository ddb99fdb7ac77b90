import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, Result, RunOnly } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { contrastOf } from './contrast.ts';
import { dashboard, routes, settled } from './dashboard.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const assay = dashboard();

/**
 * What axe could not judge and a person did. Anything else that axe leaves incomplete counts as a failure, since text in
 * its background's own colour is one of those; where only a contrast is open, it is worked out (contrast.ts).
 */
const reviewed = [
  {
    rule: 'th-has-data-cells',
    because: 'Cells that only draw an interval are empty to a screen reader: its numbers are in the next cell.',
  },
] as const;

const everyRule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Rules whose verdict hangs on colours: what a dark page can break where the light one is sound. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** What opens over a page or beside it. */
const opened = { drawer: 'dialog[open]', menu: ':popover-open' } as const;

/** What axe says of a page as it stands, or of what is opened over it, in the light and in the dark. */
async function judge(page: Page, within?: string): Promise<readonly string[]> {
  // Through the debugger, not a script element: the page's own policy refuses those.
  await page.evaluate(axe);
  const light = await findingsOf(page, { type: 'tag', values: everyRule }, within);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await findingsOf(page, { type: 'rule', values: colourRules }, within);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light.map((said) => `light: ${said}`), ...dark.map((said) => `dark: ${said}`)];
}

async function findingsOf(page: Page, rules: RunOnly, within = 'html'): Promise<readonly string[]> {
  const { violations, incomplete } = await page.evaluate(
    ([context, runOnly]) =>
      (globalThis as unknown as Record<'axe', { run(context: string, options: object): Promise<AxeResults> }>).axe.run(
        context,
        { runOnly },
      ),
    [within, rules] as const,
  );
  const open: Finding[] = findings('violation', violations);
  for (const finding of findings('incomplete', incomplete)) {
    if (!reviewed.some(({ rule }) => rule === finding.rule)) open.push(...(await lookCloser(page, finding)));
  }
  return open.map(({ kind, rule, target, says }) => `${kind} ${rule}: ${target}: ${says}`);
}

async function lookCloser(page: Page, finding: Finding): Promise<Finding[]> {
  if (finding.rule !== 'color-contrast') return [finding];
  const { least, needed } = await contrastOf(page, finding.target);
  return least >= needed ? [] : [{ ...finding, says: `${least.toFixed(2)} : 1, ${needed} is needed` }];
}

interface Finding {
  readonly kind: 'violation' | 'incomplete';
  readonly rule: string;
  readonly target: string;
  readonly says: string;
}

function findings(kind: Finding['kind'], results: readonly Result[]): Finding[] {
  return results.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const says = [...any, ...all, ...none].map(({ message }) => message).join('; ');
      return { kind, rule: id, target: target.join(' '), says };
    }),
  );
}

/** Charts come when they scroll into view. */
async function showAll(page: Page) {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 400) {
      window.scrollTo(0, y);
      await new Promise((done) => setTimeout(done, 60));
    }
    window.scrollTo(0, 0);
  });
  await settled(page);
}

describe('axe finds nothing to say, in the light and in the dark:', () => {
  it('which differ', async () => {
    const page = await assay.open('/');
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await ground()).not.toBe(light);
  });

  it.each(routes)('%s', async (_title, path) => {
    const page = await assay.open(path);
    await showAll(page);
    // The page beneath an open tab is judged under the tab of the rows.
    expect(await judge(page, path.includes('&tab=') ? opened.drawer : undefined)).toEqual([]);
  });

  it('the open menus of the scorecard', async () => {
    const page = await assay.open('/');
    for (const name of ['Last full week', 'against', 'Model version', 'Add filter', 'Data through', 'Export']) {
      await page.getByRole('button', { name }).first().click();
      await settled(page);
      expect([name, ...(await judge(page, opened.menu))]).toEqual([name]);
      await page.keyboard.press('Escape');
    }
  });

  it('the receipt of a load, beside the page and over it', async () => {
    for (const width of [1440, 390]) {
      const page = await assay.open('/data', { viewport: { width, height: 844 } });
      expect(await judge(page)).toEqual([]);
      await page.getByRole('link', { name: 'built-in sample', exact: true }).click();
      await page.getByRole('table', { name: /^Rows by table/ }).waitFor();
      expect(await judge(page)).toEqual([]);
    }
  });

  it('the failure modes on a phone, with the drawer over them', async () => {
    const page = await assay.open('/failure-modes', { viewport: { width: 390, height: 844 } });
    expect(await judge(page)).toEqual([]);
    await page
      .getByRole('link', { name: /rows of All$/ })
      .first()
      .click();
    await page.getByRole('table', { name: 'Rows behind the number' }).waitFor();
    expect(await judge(page, opened.drawer)).toEqual([]);
  });
});
