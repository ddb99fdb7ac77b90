import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { countIn, dashboard, settled } from './dashboard.ts';

const assay = dashboard();

/** What a reader with a keyboard is at: its role, its name, whether it can be seen and shows that it has the focus. */
function focused(page: Page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const [box] = element.getClientRects();
    const top = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return {
      name: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim(),
      isSeen: Boolean(top && (element.contains(top) || top.contains(element))),
      isMarked: getComputedStyle(element).outlineStyle !== 'none',
    };
  });
}

/** Presses Tab until the focus is on something of that name; every stop on the way must be seen and marked. */
async function tabTo(page: Page, name: RegExp, key = 'Tab') {
  for (let press = 0; press < 120; press += 1) {
    await page.keyboard.press(key);
    const stop = await focused(page);
    expect(stop).toMatchObject({ isSeen: true, isMarked: true });
    if (stop && name.test(stop.name)) return stop.name;
  }
  throw new Error(`120 presses of ${key} did not lead to ${String(name)}.`);
}

async function topOf(element: Locator) {
  return (await element.boundingBox())?.y ?? Number.NaN;
}

it('leads from the scorecard to the failure modes, to the rows of a number, and to its query, without a mouse', async () => {
  const page = await assay.open('/');
  await tabTo(page, /^Failure modes$/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/failure-modes');
  await settled(page);

  const rows = await tabTo(page, /rows of All$/);
  const count = countIn(rows);
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('table', { name: 'Rows behind the number' }).waitFor();
  expect(await drawer.getByRole('status').textContent()).toContain(`of ${count} rows`);
  // Who asks for the rows is taken to them: the tab has the focus, at the top of the drawer and in sight.
  const tab = await focused(page);
  expect(tab).toMatchObject({ isSeen: true, isMarked: true });
  expect(tab?.name).toMatch(/^Rows \(/);
  const [drawerTop, tabTop] = await Promise.all([topOf(drawer), topOf(drawer.getByRole('tab').first())]);
  expect(Math.abs(tabTop - drawerTop)).toBeLessThan(16);

  await page.keyboard.press('ArrowRight');
  const sql = drawer.getByRole('region', { name: /SQL$/ }).first();
  await sql.waitFor();
  expect(await sql.textContent()).toMatch(/select[\s\S]+from[\s\S]+fact_output/i);

  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  expect((await focused(page))?.name).toBe(rows);
});

it('stands on the title of a drawer that is opened from the name of a number', async () => {
  const page = await assay.open('/');
  await tabTo(page, /^Over-refusal in medical intake$/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('heading', { level: 2 }).waitFor();
  await expect.poll(() => focused(page)).toEqual({ name: 'Over-refusal', isSeen: true, isMarked: true });
});

it('leads to the receipt of a load and back to it', async () => {
  const page = await assay.open('/data');
  await tabTo(page, /^built-in sample$/);
  await page.keyboard.press('Enter');
  await page
    .getByRole('dialog')
    .getByRole('table', { name: /^Rows by table/ })
    .waitFor();
  await expect.poll(() => focused(page)).toEqual({ name: 'built-in sample', isSeen: true, isMarked: true });
  await tabTo(page, /^Copy the command/);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(() => focused(page)).toMatchObject({ name: 'built-in sample' });
});

it('leads from the search of the metrics to a statement', async () => {
  const page = await assay.open('/metrics');
  await page.keyboard.press('/');
  await page.keyboard.type('over_refusal_rate');
  await tabTo(page, /^Over-refusal$/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('region', { name: /SQL$/ }).first().waitFor();
  await tabTo(page, /^Copy SQL$/);
});

it('goes back through every stop with Shift and Tab, none of it hidden', async () => {
  const page = await assay.open('/failure-modes');
  await tabTo(page, /rows of All$/);
  await tabTo(page, /^Skip to content$/, 'Shift+Tab');
});

it('offers single keys for range, filter, steps and help', async () => {
  const page = await assay.open('/');
  await page.keyboard.press('j');
  const first = await page.locator('main [data-stop]').first().textContent();
  expect(first).not.toBe('');
  expect((await focused(page))?.name).toBe(first);
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByText('time range').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.keyboard.press('t');
  await page.getByRole('button', { name: /^Last full week: /, expanded: true }).waitFor();
});
