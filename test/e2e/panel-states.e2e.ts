import type { Page, Route } from 'playwright-core';
import { expect, it } from 'vitest';
import { dashboard, settled } from './dashboard.ts';

const assay = dashboard();

/** Lets the first request for panels be dealt with on the way; the server and the page stay as they are. */
async function onPanels(page: Page, deal: (route: Route) => Promise<void>) {
  await page.route('**/graphql', async (route) => {
    const isPanels = route.request().postData()?.includes('panels(') ?? false;
    await (isPanels ? deal(route) : route.continue());
  });
}

function numbers(page: Page) {
  return page.getByRole('link', { name: /rows of All$/ });
}

async function toFailureModes(page: Page) {
  await page.getByRole('link', { name: 'Failure modes' }).click();
  await page.waitForURL('**/failure-modes');
}

it('ready: numbers with their n', async () => {
  const page = await assay.open('/failure-modes');
  expect(await numbers(page).count()).toBeGreaterThan(1);
});

/** Lets panels wait until `release`. */
async function holdPanels(page: Page) {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await onPanels(page, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

/** Where the parts of the page stand: its news and its panels, as tops and heights. */
function places(page: Page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('.news, .panel')].map((element) => {
      const { top, height } = element.getBoundingClientRect();
      return [Math.round(top), Math.round(height)];
    }),
  );
}

it('loading: skeletons where the panels will be, under their titles', async () => {
  const page = await assay.open('/');
  const release = await holdPanels(page);
  await toFailureModes(page);
  await page.locator('.panel .skeleton').first().waitFor({ state: 'attached' });
  const titles = () => page.locator('.panel h2').allTextContents();
  const awaited = await titles();
  expect(awaited.length).toBeGreaterThan(3);
  release();
  await settled(page);
  expect(await titles()).toEqual(awaited);
});

it.each([1440, 390])('loading at %d px: nothing moves when the numbers come to a page seen before', async (width) => {
  const page = await assay.open('/failure-modes', { viewport: { width, height: 900 } });
  const release = await holdPanels(page);
  await page.reload({ waitUntil: 'commit' });
  await page.locator('.news.waiting').waitFor({ state: 'attached' });
  const awaited = await places(page);
  release();
  await numbers(page).first().waitFor();
  await settled(page);
  expect(await places(page)).toEqual(awaited);
});

it('empty: says that the range holds no data, and one click shows all', async () => {
  const page = await assay.open('/failure-modes?range=2019-01-01..2019-01-07');
  await page.getByRole('link', { name: 'Show all data' }).first().click();
  await page.waitForURL('**/*range=all*');
  await numbers(page).first().waitFor();
});

it('failed: says so in words where the numbers would be, and Retry brings them', async () => {
  const page = await assay.open('/');
  let isBroken = true;
  await onPanels(page, (route) => (isBroken ? route.abort('connectionfailed') : route.continue()));
  const errors: string[] = [];
  page.removeAllListeners('console');
  page.on('console', (message) => errors.push(message.text()));
  await toFailureModes(page);
  const alert = page.getByRole('alert').first();
  await alert.waitFor();
  expect(await alert.textContent()).not.toMatch(/undefined|\[object|TypeError|at .+:\d+/);
  isBroken = false;
  await alert.getByRole('button', { name: 'Retry' }).click();
  await numbers(page).first().waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
});
