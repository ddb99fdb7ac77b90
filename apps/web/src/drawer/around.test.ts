import { describe, expect, it } from 'vitest';
import type { MetricDefinition, PanelInput, Series } from '../gql/types.ts';
import type { NumberModel } from '../number/number-model.ts';
import { numberOf } from '../number/number-model.ts';
import { changeOf, readyWith, seriesWith } from '../testing/answers.ts';
import { definition, modeDefinitions, underDefinition } from '../testing/page.ts';
import { kinNumbers, questionsAround, worstSlices } from './around.ts';

const input: PanelInput = {
  metrics: ['over_refusal_rate'],
  grain: 'week',
  period: { last: '26w' },
  by: ['workflow'],
  where: [{ dimension: 'environment', values: ['production'] }],
  compare: null,
};
const catalogue = [definition, underDefinition, ...modeDefinitions];
const filters = ['environment', 'model_version', 'workflow', 'locale'];

function numberWith(by: Series['by'], rest: Partial<Series> = {}): NumberModel {
  const series = seriesWith([{ value: 0.05 }], { by, ...rest });
  const number = numberOf(readyWith([series]), series);
  if (!number) throw new Error('There is no number.');
  return number;
}
const slice = (dimension: string, value: string | null) => ({ dimension, value, label: value ?? '' });
const around = (number: NumberModel, metric: MetricDefinition = definition) =>
  questionsAround({ number, input, definition: metric, catalogue, filters, compare: null });

describe('what is asked around a number', () => {
  it('is each dimension of the page that the number leaves open, with the rest of it, in its own days', () => {
    const { slices } = around(numberWith([slice('workflow', 'code')]));
    expect(slices.map(({ dimension }) => dimension)).toEqual(['model_version']);
    expect(slices[0]?.input).toMatchObject({
      metrics: ['over_refusal_rate'],
      grain: 'none',
      period: { from: '2026-11-09', to: '2026-11-16' },
      by: ['model_version'],
      where: [
        { dimension: 'environment', values: ['production'] },
        { dimension: 'workflow', values: ['code'] },
      ],
      compare: { kind: 'rest', dimension: 'model_version' },
    });
  });

  it('keeps the split by what a row has several values of, which nothing can be filtered by', () => {
    const modes = { ...definition, id: 'failure_mode_rate', spreadsOver: 'failure_mode' } as const;
    const { slices } = around(numberWith([slice('failure_mode', 'tone')]), modes);
    expect(slices[0]?.input.by).toEqual(['failure_mode', 'model_version']);
    expect(slices[0]?.input.where).toEqual(input.where);
  });

  it('is other shares of the same rows', () => {
    const { kin } = around(numberWith([]));
    expect(kin).toMatchObject({
      metrics: ['under_refusal_rate', 'failure_mode_rate', 'failure_mode_share'],
      compare: { kind: 'previous' },
    });
  });

  it('is its companions first, whatever they count', () => {
    const { kin } = around(numberWith([]), { ...definition, companions: ['hallucination_rate'] });
    expect(kin?.metrics).toEqual([
      'hallucination_rate',
      'under_refusal_rate',
      'failure_mode_rate',
      'failure_mode_share',
    ]);
  });

  it('is nothing around many values taken together, and no rest of what is no share', () => {
    expect(around(numberWith([slice('workflow', '~other')]))).toEqual({ slices: [], kin: null });
    expect(around(numberWith([], { unit: 'coefficient' })).slices).toEqual([]);
  });
});

describe('the worst slices', () => {
  const line = (value: string, difference: number | null, verdict: string, looks = 7): Series =>
    seriesWith([{ value: 0.05, change: { ...changeOf(difference, verdict), looks } }], {
      by: [slice('workflow', value)],
    });
  const worst = (series: readonly Series[], good = 'band') =>
    worstSlices([{ dimension: 'workflow', answer: readyWith(series) }], numberWith([]), { ...definition, good });

  it('are those that stand out, then by how much worse they are, then those of too little data', () => {
    const found = worst([
      line('few', 0.4, 'too_little_data'),
      line('better', -0.2, 'better'),
      line('worse', 0.1, 'worse'),
      line('same', 0.2, 'no_clear_change'),
    ]);
    expect(found?.lines.map(({ title }) => title)).toEqual(['worse', 'same', 'better', 'few']);
    expect(found?.looks).toBe(7);
    expect(found?.lines[0]?.dimension).toBe('Workflow');
  });

  it('are the lowest where more is better, and five at most', () => {
    const lines = ['a', 'b', 'c', 'd', 'e', 'f'].map((value, index) => line(value, index / 10, 'no_clear_change'));
    expect(worst(lines, 'up')?.lines.map(({ title }) => title)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('are of the own line alone of a split that was kept', () => {
    const own = numberWith([slice('failure_mode', 'tone')]);
    const of = (mode: string) =>
      seriesWith([{ value: 0.05, change: { ...changeOf(0.1, 'worse'), looks: 2 } }], {
        by: [slice('failure_mode', mode), slice('workflow', mode)],
      });
    const found = worstSlices([{ dimension: 'workflow', answer: readyWith([of('tone'), of('claim')]) }], own, {
      ...definition,
      spreadsOver: 'failure_mode',
    });
    expect(found?.lines.map(({ title }) => title)).toEqual(['tone']);
  });

  it('are not told where nothing could be tested', () => {
    expect(worst([line('a', null, 'too_little_data', 0)])).toBeNull();
    expect(worstSlices([{ dimension: 'workflow', answer: undefined }], numberWith([]), definition)).toBeNull();
  });
});

it('kin without a number are not told', () => {
  const series = [seriesWith([{ value: 0.1 }]), seriesWith([{ value: null, status: 'no_data' }])];
  expect(kinNumbers(readyWith(series)).map(({ value }) => value)).toEqual([0.1]);
});
