import { expect, it } from 'vitest';
import { dashboard, settled } from './dashboard.ts';

const assay = dashboard();
const search = (url: string) => new URL(url).search;

it('keeps the default page short, and each choice in the address, so that Back takes it back', async () => {
  const page = await assay.open('/');
  expect(search(page.url())).toBe('');
  const n = () =>
    page
      .getByRole('link', { name: /rows of Over-refusal$/ })
      .first()
      .textContent();
  const before = await n();

  await page.getByRole('button', { name: /^Model version/ }).click();
  await page
    .getByRole('checkbox', { name: /Tern 2026\.11/ })
    .or(page.getByRole('option', { name: /Tern 2026\.11/ }))
    .first()
    .click();
  await page.keyboard.press('Escape');
  await settled(page);
  expect(search(page.url())).toContain('where=model_version:');
  const after = await n();
  expect(after).not.toBe(before);

  await page.goBack();
  await settled(page);
  expect(search(page.url())).toBe('');
  expect(await n()).toBe(before);

  await page.goForward();
  await settled(page);
  expect(await n()).toBe(after);
});

it('opens at an address with the same page, drawer and tab', async () => {
  const first = await assay.open('/failure-modes?range=13w&by=workflow');
  await first
    .getByRole('link', { name: /rows of All$/ })
    .first()
    .click();
  await first.getByRole('dialog').getByRole('tab', { name: 'Definition' }).click();
  const { pathname, search: query } = new URL(first.url());
  const second = await assay.open(pathname + query);
  expect(await second.getByRole('button', { name: /^Last 13 full weeks/ }).isVisible()).toBe(true);
  const tab = second.getByRole('dialog').getByRole('tab', { name: 'Definition' });
  expect(await tab.getAttribute('aria-selected')).toBe('true');
});

it('closes the drawer on Back, and keeps the page where it was', async () => {
  const page = await assay.open('/failure-modes');
  const link = page.getByRole('link', { name: /rows of All$/ }).nth(1);
  // Beside the drawer the page is narrower and longer, and may scroll to keep the row in sight; Back undoes that as well.
  await link.scrollIntoViewIfNeeded();
  const scrolled = await page.evaluate(() => window.scrollY);
  await link.click();
  const drawer = page.getByRole('dialog');
  await drawer.waitFor();
  expect(search(page.url())).toContain('cell=');
  await page.goBack();
  await drawer.waitFor({ state: 'detached' });
  expect(search(page.url())).toBe('');
  expect(Math.abs((await page.evaluate(() => window.scrollY)) - scrolled)).toBeLessThan(5);
});

it.each([
  '?range=banana',
  '?compare=%3Cscript%3E',
  '?by=;drop',
  '?status=none&tab=nowhere',
  '?cell=not-there~now~nothing',
])('drops what nobody can have meant: %s', async (query) => {
  const page = await assay.open(`/${query}`);
  expect(await page.getByRole('table').first().isVisible()).toBe(true);
});
