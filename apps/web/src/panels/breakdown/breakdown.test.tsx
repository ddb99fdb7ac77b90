import { page as browser } from 'vitest/browser';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PanelInput, PanelReady } from '../../gql/types.ts';
import { axeFindings, renderPage } from '../../testing/render-page.tsx';
import { changeOf } from '../../testing/answers.ts';
import { answerTo, testServer } from '../../testing/server.ts';

/** The usual answers, in another unit. */
const serverOf = (unit: string, currency: string | null = null) =>
  testServer({
    Panels: ({ requests }) => ({
      panels: (requests as PanelInput[]).map((input) => {
        const answer = answerTo(input) as PanelReady;
        const series = answer.series.map((one) => ({
          ...one,
          unit,
          money: one.value.map(() =>
            currency === null
              ? null
              : { currency, value: '0.0349', lower: null, upper: null, numerator: '0.0349', unconverted: [] },
          ),
          ...(currency === null ? {} : { lower: one.value.map(() => null), upper: one.value.map(() => null) }),
        }));
        return { ...answer, series };
      }),
    }),
  });

const heads = async (unit: string, currency: string | null = null): Promise<readonly string[]> => {
  const { screen } = await renderPage('/failure-modes', serverOf(unit, currency));
  const table = screen.getByRole('table', { name: /^Refusal by model version/ });
  await expect.element(table).toBeVisible();
  return table
    .getByRole('columnheader')
    .elements()
    .map((head) => head.textContent);
};

beforeEach(async () => {
  await browser.viewport(1440, 900);
});

const whole = { difference: 0.14, mixEffect: 0.09, rateEffect: 0.05 };

it('says what the change of all comes from', async () => {
  const server = testServer({
    Panels: ({ requests }) => ({
      panels: (requests as PanelInput[]).map((input) => {
        const answer = answerTo(input) as PanelReady;
        const contribution = { mixEffect: 0.11, rateEffect: 0.05, whole };
        const series = answer.series.map((one) => ({
          ...one,
          change: one.value.map(() => ({ ...changeOf(0.1, 'worse'), contribution })),
        }));
        return { ...answer, series };
      }),
    }),
  });
  const { screen } = await renderPage('/failure-modes', server);
  const note = screen.getByText(/^All together/).first();
  await expect.element(note).toBeVisible();
  expect(note.element().textContent.replaceAll('\u00a0', ' ')).toBe(
    'All together +14.0 pp: +9.0 pp because the mix by model version changed, +5.0 pp because rates within it changed.',
  );
});

it('marks a change whose other side went the other way, and says so in full beside the number', async () => {
  const text = 'Boundary moved: under-refusal rose by 3.4 points at the same time';
  const server = testServer({
    Panels: ({ requests }) => ({
      panels: (requests as PanelInput[]).map((input) => {
        const answer = answerTo(input) as PanelReady;
        const change = { ...changeOf(-0.1, 'better'), boundary: { text } };
        return { ...answer, series: answer.series.map((one) => ({ ...one, change: one.value.map(() => change) })) };
      }),
    }),
  });
  const { screen } = await renderPage('/?cell=kpis~now0~over_refusal_rate', server);
  await expect.element(screen.getByRole('dialog').getByText(text)).toBeVisible();
  const marks = screen.getByText('boundary moved');
  await expect.element(marks.first()).toBeVisible();
  expect(marks.first().element().getAttribute('title')).toBe(text);
});

describe('the table of a breakdown', () => {
  it('names the column after the metric and its unit', async () => {
    expect((await heads('percent')).slice(0, 8)).toEqual([
      'Model version',
      'n',
      'Counted',
      'Over-refusal, %',
      '095 % interval5',
      'Full, %',
      'Partial, %',
      'Share, %',
    ]);
  });

  it('says the currency of money, and has no interval for what is counted', async () => {
    expect((await heads('money', 'USD')).slice(0, 7)).toEqual([
      'Model version',
      'n',
      'Over-refusal, USD',
      '00.04',
      'Full, USD',
      'Partial, USD',
      'Share, %',
    ]);
  });

  it.each(['psi', 'coefficient'])('has neither shares nor counts of %s', async (unit) => {
    expect((await heads(unit)).slice(0, 3)).toEqual(['Model version', 'n', 'Over-refusal']);
  });

  it('says the breaks of its sparklines in words, each with the slice that it is of', async () => {
    const slice = { dimension: 'model_version', value: 'B' };
    const mark = { kind: 'guideline' as const, day: '2026-08-31', title: 'Guideline 12', by: [slice] };
    const { screen } = await renderPage(
      '/failure-modes',
      testServer({
        Panels: ({ requests }) => ({
          panels: (requests as PanelInput[]).map((input) => ({
            ...(answerTo(input) as PanelReady),
            breaks: input.grain === 'week' && input.by.length === 1 ? [mark] : [],
          })),
        }),
      }),
    );
    await expect.element(screen.getByText('Guideline 12, B, 31 Aug: not comparable across')).toBeVisible();
  });

  it('puts the unit beside each value on a phone, where there is no head', async () => {
    await browser.viewport(390, 844);
    await renderPage('/failure-modes', serverOf('money', 'USD'));
    const whole = (): HTMLElement | null => document.querySelector('.tree .whole .val');
    await expect.poll(() => whole()?.innerText.replace(/\s+/g, ' ')).toBe('0.03 USD');
    expect(getComputedStyle(whole() as HTMLElement, '::after').content).toBe('none');
    expect(await axeFindings('.tree')).toEqual([]);
  });
});
