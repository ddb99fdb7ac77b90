import { expect, it } from 'vitest';
import { dashboard, routes } from './dashboard.ts';

const assay = dashboard();

/** Bounds of statements are met by data of a real size alone: a panel that failed takes nothing else down, and is easily not seen. */
it.each(routes.filter(([, path]) => !path.includes('?')))(
  '%s has a number wherever it promises one',
  async (_, path) => {
    const page = await assay.open(path);
    expect(await page.locator('.err').allTextContents()).toEqual([]);
  },
);
