import { page as browser } from 'vitest/browser';
import { expect, it } from 'vitest';
import type { PanelInput, PanelResult } from '../gql/types.ts';
import { renderPage } from '../testing/render-page.tsx';
import { answerTo, testServer } from '../testing/server.ts';

/** Says of a series that it usually runs from 2 to 5 %, and that its tenth week was 1.2 %, where that is asked. */
function answer(input: PanelInput): PanelResult {
  const found = answerTo(input);
  if (found.__typename !== 'PanelReady' || input.limits !== true) return found;
  const points = found.buckets.slice(0, 20).map(({ start }) => {
    return { bucket: start, judged: 0.03, lower: 0.02, upper: 0.05, isOutside: false };
  });
  const range = { from: found.buckets[0]?.start ?? '', to: found.buckets[20]?.start ?? '' };
  const stretch = { range, method: 'p_chart' as const, reason: null, center: 0.03, points, changes: [] };
  const moved = { was: 0.012, money: null, day: '2026-08-01' };
  const restated = input.restated === true ? found.buckets.map((_, index) => (index === 9 ? moved : null)) : null;
  return { ...found, series: found.series.map((series) => ({ ...series, limits: [stretch], restated })) };
}

it('says how a number usually runs and what moved later, which no page asks of all its histories', async () => {
  await browser.viewport(1440, 900);
  const server = testServer({ Panels: ({ requests }) => ({ panels: (requests as PanelInput[]).map(answer) }) });
  const { screen } = await renderPage('/?cell=kpis~now0~over_refusal_rate', server);
  const drawer = screen.getByRole('dialog');
  await expect.element(drawer.getByText(/^Usual range, dashed: 2\.0 to 5\.0/)).toBeVisible();
  await expect.element(drawer.getByText(/^Changed after it was final, crossed: 1 week, last .*1\.2\s%/)).toBeVisible();
  await expect.poll(() => drawer.element().querySelectorAll('path.m-was').length).toBe(1);
  const asked = server.asked.flatMap(({ variables }) => (variables['requests'] ?? []) as PanelInput[]);
  expect(asked.filter(({ limits }) => limits === true).map(({ metrics, grain }) => [metrics, grain])).toEqual([
    [['over_refusal_rate'], 'week'],
  ]);
});
