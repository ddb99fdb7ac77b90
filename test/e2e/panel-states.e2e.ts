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

it('loading: skeletons of the final height, so that nothing moves when the numbers come', async () => {
  const page = await assay.open('/');
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await onPanels(page, async (route) => {
    await held;
    await route.continue();
  });
  await toFailureModes(page);
  await page.getByText('Loading').first().waitFor({ state: 'attached' });
  const top = async () =>
    (await page.getByRole('heading', { name: 'Over-refusal by workflow', exact: true }).boundingBox())?.y ?? 0;
  const before = await top();
  release();
  await settled(page);
  expect(Math.abs((await top()) - before)).toBeLessThan(200);
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
