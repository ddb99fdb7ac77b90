import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { countIn, dashboard, settled } from './dashboard.ts';

const assay = dashboard();

it.each(['/', '/failure-modes'])('%s: behind each number lie as many rows as it says', async (path) => {
  const page = await assay.open(path);
  const links = page.locator('main').getByRole('link', { name: /rows of / });
  const names = await links.evaluateAll((elements) =>
    elements.map((element) => element.getAttribute('aria-label') ?? element.textContent),
  );
  expect(names.length).toBeGreaterThan(3);
  for (const index of [0, 1, names.length - 1]) {
    await links.nth(index).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('table', { name: 'Rows behind the number' }).waitFor();
    const count = countIn(names[index] ?? '');
    expect(await drawer.getByRole('status').textContent()).toMatch(new RegExp(`^[\\d,]+ of ${count} row`));
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
  }
});

it('gives all rows of a number as CSV: its definition on top, then as many lines as it says', async () => {
  const page = await assay.open('/?cell=kpis~now0~over_refusal_rate');
  const drawer = page.getByRole('dialog');
  const status = (await drawer.getByRole('status').textContent()) ?? '';
  const total = Number(/of ([\d,]+) row/.exec(status)?.[1]?.replaceAll(',', ''));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    drawer.getByRole('button', { name: 'All rows as CSV' }).click(),
  ]);
  const lines = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  const [, ...data] = lines.filter((line) => !line.startsWith('# '));
  expect(lines[0]).toContain('over_refusal_rate');
  expect(total).toBeGreaterThan(10);
  expect(data).toHaveLength(total);
});

it('names the page that asks, from the first request on, for the tags of the statements', async () => {
  const page = await assay.open('/');
  const asked: (string | undefined)[] = [];
  page.on('request', (request) => request.method() === 'POST' && asked.push(request.headers()['assay-page']));
  await page.reload();
  await settled(page);
  expect(asked).toEqual(['scorecard', 'scorecard']);
  await page.getByRole('link', { name: 'Failure modes' }).click();
  await page.waitForURL('**/failure-modes');
  await settled(page);
  await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export' }).nth(1).click()]);
  expect(asked.slice(2)).toEqual(['failure-modes', 'failure-modes', 'failure-modes']);
});

it('asks for a whole page in one request', async () => {
  const page = await assay.open('/');
  const asked: string[] = [];
  page.on('request', (request) => request.url().endsWith('/graphql') && asked.push(request.postData() ?? ''));
  await page.getByRole('link', { name: 'Failure modes' }).click();
  await page.waitForURL('**/failure-modes');
  await settled(page);
  expect(asked.filter((body) => body.includes('panels('))).toHaveLength(1);
});
