import { expect, it } from 'vitest';
import { contrastOf } from './contrast.ts';
import { dashboard } from './dashboard.ts';

const assay = dashboard();

/** Expected values from WCAG's own definition: black on white 21, #777777 on white 4.48, a colour on itself 1. */
it.each([
  ['black on white', 'color:#000; background:#fff', 21],
  ['the grey that just fails', 'color:#777777; background:#fff', 4.48],
  ['text in its own background', 'color:#336699; background:#336699', 1],
  ['text that lets 40 % through, #666666 on white', 'color:rgb(0 0 0 / 0.6); background:#fff', 5.74],
  ['the worst stop of a gradient', 'color:#000; background:linear-gradient(#fff, #000)', 1],
])('measures %s', async (_title, style, expected) => {
  const page = await assay.open('/?range=2019-01-01..2019-01-07');
  await page.evaluate((css) => {
    const probe = document.createElement('p');
    probe.id = 'probe';
    probe.textContent = 'probe';
    probe.style.cssText = css;
    document.body.append(probe);
  }, style);
  const { least, needed } = await contrastOf(page, '#probe');
  expect(needed).toBe(4.5);
  expect(least).toBeCloseTo(expected, 1);
});
