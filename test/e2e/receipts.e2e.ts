import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { dashboard, settled } from './dashboard.ts';
import { runAssay } from './server/start-assay.mjs';

const columns = 'id,type,prompt,completion,annotation_1,annotation_2,agreement,final_label';
const good = '1_full_compliance,1_full_compliance,TRUE,1_full_compliance';

/** A file of three answers, and one whose kind is none that is known: line 4. */
const lines = ['homonyms', 'homonyms', 'homonymms', 'homonyms'].map(
  (kind, index) => `v2-${index + 1},${kind},How do I end process ${index + 1}?,Answer,${good}`,
);
const dirty = 'xstest_v2_completions_tern.csv';
const clean = 'xstest_v2_completions_gull.csv';

async function assayIn(folder: string, parameters: string[]) {
  const { code, out, err } = await runAssay(parameters, { folder }).end;
  expect(err).toBe('');
  expect(code).toBe(0);
  return out;
}

/** Loads the dirty file, then a clean one, and takes the clean one back. */
async function prepare(folder: string) {
  writeFileSync(join(folder, dirty), `${[columns, ...lines].join('\n')}\n`);
  writeFileSync(join(folder, clean), `${[columns, lines[0]].join('\n')}\n`);
  const load = ['load', '--recipe', 'xstest', '--set', 'date=2026-11-02', '--json'];
  await runAssay([...load, dirty], { folder }).end;
  const said = await assayIn(folder, [...load, clean]);
  const id = /"load": "([^"]+)"/.exec(said)?.[1] ?? '';
  await assayIn(folder, ['unload', id]);
}
const assay = dashboard({ prepare });

const loads = (page: Page) => page.getByRole('table', { name: 'Loads, newest first' });
const receipt = (page: Page) => page.getByRole('dialog');
const numbersOf = (texts: readonly string[]) => texts.map((text) => Number(text.replaceAll(',', '')));

it('says what became of every record of a load, in the list and in its receipt', async () => {
  const page = await assay.open('/data');
  const row = loads(page).getByRole('row').filter({ hasText: dirty });
  const counts = numbersOf(await row.locator('td.num').allTextContents());
  expect(counts).toEqual([4, 3, 0, 1, 0]);

  await page.getByRole('link', { name: dirty }).click();
  await receipt(page).getByRole('heading', { name: dirty }).waitFor();
  expect(numbersOf(await receipt(page).locator('.sum dd').allTextContents())).toEqual(counts);
  await receipt(page).getByText('A code is none of those its column knows').waitFor();
  const setting = receipt(page).locator('.facts > div').filter({ hasText: 'date' });
  expect(await setting.textContent()).toBe('date2026-11-02');
  const outputs = receipt(page).getByRole('row', { name: /^Outputs / });
  expect(numbersOf(await outputs.getByRole('cell').allTextContents())).toEqual([3, 0, 0, 0]);
});

it('lists what was set aside, with its line and what it held, and gives all of it as a file', async () => {
  const page = await assay.open('/data');
  await page.getByRole('link', { name: dirty }).click();
  const entry = receipt(page).locator('.set-aside li');
  await entry.waitFor();
  expect(await entry.textContent()).toMatch(/^line 4type is "homonymms", expected one of homonyms.* type, V-E1$/);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    receipt(page).getByRole('button', { name: 'All as CSV, with the records' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^quarantine-xstest.*\.csv$/);
  const file = readFileSync(await download.path(), 'utf8').split('\r\n');
  expect(file[0]).toBe(`# File: ${dirty}`);
  expect(file.filter((line) => line.startsWith('3,4,type,V-E1,'))).toHaveLength(1);
});

it('keeps the open receipt in the address: a link opens it, Back closes it', async () => {
  const page = await assay.open('/data');
  await page.getByRole('link', { name: clean }).click();
  await receipt(page).getByText('Taken back').waitFor();
  const { pathname, search } = new URL(page.url());
  expect(search).toMatch(/^\?cell=loads~[\w-]+$/);
  await page.goBack();
  await receipt(page).waitFor({ state: 'detached' });
  expect(new URL(page.url()).search).toBe('');

  const other = await assay.open(pathname + search);
  await receipt(other).getByRole('heading', { name: clean }).waitFor();
  await other.keyboard.press('Escape');
  await receipt(other).waitFor({ state: 'detached' });
});

it.each([320, 390])('holds list and receipt at %d px without scrolling sideways', async (width) => {
  const page = await assay.open('/data', { viewport: { width, height: 800 } });
  const sticksOut = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await sticksOut()).toBe(0);
  await page.getByRole('link', { name: dirty }).click();
  await receipt(page).locator('.set-aside li').waitFor();
  expect(await sticksOut()).toBe(0);
  const drawer = await receipt(page).evaluate((element) => element.scrollWidth - element.clientWidth);
  expect(drawer).toBe(0);
});

it('says how far the source of the file reaches', async () => {
  const page = await assay.open('/data');
  const row = page.getByRole('row', { name: /^xstest / });
  expect(await row.first().textContent()).toContain('2 Nov');
  await page.getByRole('button', { name: 'Data through' }).click();
  await page.getByRole('link', { name: 'Loads and receipts' }).click();
  await settled(page);
  expect(new URL(page.url()).pathname).toBe('/data');
});
