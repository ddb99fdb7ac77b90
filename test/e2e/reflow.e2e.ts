import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { dashboard, routes } from './dashboard.ts';

const assay = dashboard();

/** What sticks out of the page sideways; what lies in a scroller of its own does not make the page scroll. */
function overflow(page: Page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    return { page: document.documentElement.scrollWidth - width, body: document.body.scrollWidth - width };
  });
}

describe.each([390, 320])('at %d px', (width) => {
  it.each(routes)('%s does not scroll sideways', async (_title, path) => {
    const page = await assay.open(path, { viewport: { width, height: 800 } });
    expect(await overflow(page)).toEqual({ page: 0, body: 0 });
  });
});

it('keeps the calendar and what to compare with inside their menu at 320 px', async () => {
  const page = await assay.open('/', { viewport: { width: 320, height: 800 } });
  await page.getByRole('button', { name: /^Last full week: / }).click();
  await page.getByRole('button', { name: 'Custom dates' }).click();
  await page.getByRole('button', { name: 'Next month' }).waitFor();
  const outside = await page.evaluate(() => {
    const menu = document.querySelector('.pop:popover-open');
    const edge = menu?.getBoundingClientRect().right ?? 0;
    return [...(menu?.querySelectorAll('button') ?? [])]
      .filter((button) => button.getBoundingClientRect().right > edge)
      .map((button) => button.textContent);
  });
  expect(outside).toEqual([]);
});

it('has room for fingers: every control of the phone page is 24 px or stands in a line of text', async () => {
  const page = await assay.open('/', { viewport: { width: 390, height: 844 } });
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, [role=tab], input, select')]
      .filter((element) => element.checkVisibility())
      .map(
        (element) =>
          ({ name: element.textContent, ...element.getBoundingClientRect().toJSON() }) as {
            name: string;
            width: number;
            height: number;
          },
      )
      .filter(({ width, height }) => Math.min(width, height) < 24)
      .map(({ name, width, height }) => `${name} ${width} x ${height}`),
  );
  expect(small).toEqual([]);
});
