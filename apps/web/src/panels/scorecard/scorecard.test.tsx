import { page as browser } from 'vitest/browser';
import { beforeEach, describe, expect, it } from 'vitest';
import type { MissingMetric, PanelInput, PanelReady } from '../../gql/types.ts';
import { missingOf } from '../../testing/answers.ts';
import { axeFindings, renderPage } from '../../testing/render-page.tsx';
import { answerTo, testServer } from '../../testing/server.ts';

beforeEach(async () => {
  await browser.viewport(1440, 900);
});

/** The usual answers, but for one metric. */
const serverWithout = (missing: MissingMetric) =>
  testServer({
    Panels: ({ requests }) => ({
      panels: (requests as PanelInput[]).map((input) => {
        if (!input.metrics.includes(missing.metric)) return answerTo(input);
        const answer = answerTo(input) as PanelReady;
        const series = answer.series.filter(({ metric }) => metric !== missing.metric);
        return { ...answer, series, missing: [missing] };
      }),
    }),
  });

/** The usual answers, but that over-refusal is wanted to fall and does. */
const fallingServer = () =>
  testServer({
    Panels: ({ requests }) => ({
      panels: (requests as PanelInput[]).map((input) => {
        const answer = answerTo(input) as PanelReady;
        const agreed = { validFrom: '2026-01-01', proposed: true };
        const series = answer.series.map((each) => ({
          ...each,
          target: each.target.map((target) => target && { ...target, trend: { wanted: 'down', ...agreed } }),
          notWorse: each.value.map(() => ({ verdict: 'unproven', text: 'Audit pass rate: not known now and then' })),
          trend: each.value.map(() => ({ verdict: 'met', wanted: 'down', text: 'falling over 6 finished weeks' })),
        }));
        return { ...answer, series };
      }),
    }),
  });

const rowOf = (title: string): string | undefined =>
  [...document.querySelectorAll<HTMLElement>('.kpi tbody tr')].find((row) => row.innerText.startsWith(title))
    ?.innerText;

const noWorkflow = missingOf('under_refusal_rate', {
  code: 'DIMENSION_UNKNOWN',
  message: 'Under-refusal has no dimension planet (planet).',
  hint: 'It can be split and filtered by: workflow.',
});

describe('a row of the scorecard', () => {
  it('says of a trend whether it is as wanted, and the drawer by what', async () => {
    const { screen } = await renderPage('/', fallingServer());
    await expect.poll(() => rowOf('Over-refusal')).toMatch(/≤\s5\s%\s*falling: met/);
    await screen.getByRole('link', { name: 'Over-refusal', exact: true }).first().click();
    const said = (name: string) =>
      [...document.querySelectorAll<HTMLElement>('.facts div')].find((row) => row.innerText.startsWith(name))
        ?.innerText;
    await expect
      .poll(() => said('Trend'))
      .toMatch(/wanted falling, since 1 Jan, a proposal; falling over 6 finished weeks\s*met/);
    expect(said('Held with')).toMatch(/Audit pass rate: not known now and then\s*unproven/);
  });

  it('says that it cannot follow a filter, and the others do', async () => {
    const { screen } = await renderPage('/?where=planet:Mars', serverWithout(noWorkflow));
    await expect.poll(() => rowOf('Under-refusal')).toContain('cannot be filtered by planet Why');
    expect(rowOf('Over-refusal')).toMatch(/3\.0/);
    expect(rowOf('Under-refusal')).toContain('not judged');
    // To ask again would not help.
    expect(screen.getByRole('button', { name: 'Retry' }).all()).toHaveLength(0);
    expect(await axeFindings('.kpi')).toEqual([]);
  });

  it('leads to the whole reason and the definition', async () => {
    const { screen } = await renderPage(
      '/?where=planet:Mars&cell=kpis~now0~under_refusal_rate',
      serverWithout(noWorkflow),
    );
    await expect
      .element(screen.getByText(/^Under-refusal has no dimension planet .+ filtered by: workflow\./))
      .toBeVisible();
    await expect.element(screen.getByRole('tab', { name: 'Definition' })).toHaveAttribute('aria-selected', 'true');
    expect(await axeFindings('.drawer')).toEqual([]);
  });

  it('that failed says so with what to do, on a phone too', async () => {
    await browser.viewport(390, 844);
    const slow = missingOf('under_refusal_rate', { hint: 'Narrow the period.' });
    const { screen } = await renderPage('/', serverWithout(slow));
    await expect.element(screen.getByText('It took too long. Narrow the period.')).toBeVisible();
    await expect.element(screen.getByRole('button', { name: 'Retry' })).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
    expect(await axeFindings('.kpi')).toEqual([]);
  });
});
