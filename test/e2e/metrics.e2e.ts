import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { dashboard, settled } from './dashboard.ts';

const assay = dashboard();

interface Card {
  readonly id: string;
  readonly title: string;
  readonly leftOut: readonly { readonly rule: string }[];
}

async function catalogue(): Promise<readonly Card[]> {
  const response = await fetch(`${assay.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ catalogue { id title leftOut { rule } } }' }),
  });
  return ((await response.json()) as { data: { catalogue: Card[] } }).data.catalogue;
}

const rows = (page: Page) => page.getByRole('table', { name: /^Metrics by/ }).getByRole('rowheader');

it('has every metric of the catalogue once, however it is grouped', async () => {
  const ids = (await catalogue()).map(({ id }) => id).toSorted();
  for (const path of ['/metrics', '/metrics?by=catalogue:owner']) {
    const page = await assay.open(path);
    expect((await rows(page).locator('code').allTextContents()).toSorted()).toEqual(ids);
  }
});

it('opens each with its exclusions and the statement for this database', async () => {
  const page = await assay.open('/metrics');
  for (const { id, title, leftOut } of await catalogue()) {
    // Some ids are a part of others.
    await rows(page)
      .filter({ has: page.getByText(id, { exact: true }) })
      .getByRole('link')
      .click();
    await page.waitForURL(`**/metrics?cell=catalogue~${id}`);
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('heading', { level: 2, name: title, exact: true }).waitFor();
    const sql = drawer.getByRole('region', { name: /SQL$/ }).first();
    await sql.waitFor();
    expect(await sql.textContent()).toMatch(/select[\s\S]+from[\s\S]+fact_/i);
    const said = (await drawer.textContent()) ?? '';
    expect(leftOut.filter(({ rule }) => !said.includes(rule))).toEqual([]);
  }
});

it('copies the statement', async () => {
  const page = await assay.open('/metrics?cell=catalogue~over_refusal_rate', {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const sql = (await page.getByRole('region', { name: /SQL$/ }).first().textContent()) ?? '';
  await page.getByRole('button', { name: 'Copy SQL' }).first().click();
  await page.getByText('Copied').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.length).toBeGreaterThan(100);
  expect(sql.startsWith(copied)).toBe(true);
});

it('is searched with / from anywhere on the page; the address holds the words, Back does not step through them', async () => {
  const page = await assay.open('/');
  await page.getByRole('link', { name: 'Metrics', exact: true }).click();
  await page.waitForURL('**/metrics');
  await settled(page);
  await page.keyboard.press('/');
  await page.keyboard.type('harmful');
  await expect.poll(() => rows(page).locator('code').allTextContents()).toEqual(['under_refusal_rate']);
  await page.waitForURL('**/metrics?find=harmful');
  await page.keyboard.press('Escape');
  await page.waitForURL((url) => url.search === '');
  await page.goBack();
  await page.waitForURL((url) => url.pathname === '/');
});
