import { describe, expect, it } from 'vitest';
import { readyWith, seriesWith } from '../../testing/answers.ts';
import type { Caveat, Series, SpecOf } from '../../gql/types.ts';
import { prepareDistribution } from './prepare.ts';
import { labelsQuestion } from './questions.ts';

const spec: SpecOf<'DistributionSpec'> = {
  __typename: 'DistributionSpec',
  id: 'labels',
  title: 'Labels',
  note: null,
  metric: 'label_drift',
  by: 'task',
};
const critical = (value: number): Series['parts'] => [
  {
    id: 'critical95',
    title: 'By chance up to',
    unit: 'psi',
    value: [value],
    lower: [null],
    upper: [null],
    money: [null],
    numerator: [0],
    numeratorRows: [0],
  },
];
const task = (label: string, value: number | null, rest: Partial<Series> = {}) =>
  seriesWith([{ value, target: null }], {
    metric: 'label_drift',
    unit: 'psi',
    by: [{ dimension: 'task', value: label, label }],
    parts: critical(0.02),
    distribution: [
      { label: 'yes', baseline: 300, current: 20 },
      { label: 'no', baseline: 100, current: 60 },
    ],
    ...rest,
  });
const said = (...caveats: string[]): Caveat[][] => [caveats.map((code) => ({ code, count: null, text: `${code}.` }))];

function modelOf(series: readonly Series[]) {
  const state = prepareDistribution(spec, { [labelsQuestion]: readyWith(series) });
  if (state.kind !== 'ready') throw new Error(`The panel is ${state.kind}.`);
  return state.model;
}

describe('labels now and before', () => {
  it('are shares of their own side', () => {
    const [group] = modelOf([task('Intent', 0.15)]).groups;
    expect(group?.labels).toEqual([
      { label: 'yes', before: 0.75, now: 0.25 },
      { label: 'no', before: 0.25, now: 0.75 },
    ]);
    expect(group?.says).toBe('Drift 0.150, chance alone up to 0.020');
  });

  it('put what moved most first', () => {
    expect(modelOf([task('a', 0.01), task('b', 0.3), task('c', 0.2)]).groups.map(({ title }) => title)).toEqual([
      'b',
      'c',
      'a',
    ]);
  });

  it('say in words what an index means', () => {
    const words = (value: number, caveats: Caveat[][] = [[]], status = 'ok') =>
      modelOf([task('a', value, { caveats, status: [status] })]).groups[0]?.verdict.text;
    expect(words(0.3, said('drift_act'))).toBe('moved far');
    expect(words(0.12, said('drift_watch'))).toBe('moved');
    expect(words(0.05, said('drift_shift'))).toBe('moved');
    expect(words(0.05)).toBe('hardly moved');
    expect(words(0.01)).toBe('within chance');
    expect(words(0.3, [[]], 'low_n')).toBe('too little data');
  });

  it('say of an alarm what moved most, by what and since when', () => {
    const moved = { label: 'complaint', before: 0.201, now: 0.33, mixEffect: 0.004, rateEffect: 0.125 };
    const words = (caveats: Caveat[][], recentChange: number | null) =>
      modelOf([task('a', 0.3, { caveats, moved: { ...moved, recentChange } })]).groups[0]?.moved?.replace(
        /\u00a0/g,
        ' ',
      );
    const by = 'complaint moved most, +12.9 pp: +0.4 pp by another mix of sources and languages, +12.5 pp within them';
    expect(words(said('drift_act'), 0.9999)).toBe(`${by}; 99 % sure that this began in the last three weeks`);
    expect(words(said('drift_act'), null)).toBe(by);
    expect(words([[]], 0.9999)).toBeUndefined();
  });

  it('say a new guideline between the two, and why a task has no comparison', () => {
    const { groups, without } = modelOf([
      task('a', 0.3, { caveats: said('guideline_break', 'drift_act') }),
      task('b', null, { distribution: null, status: ['undefined'], caveats: said('no_reference') }),
    ]);
    expect(groups.map(({ isBroken }) => isBroken)).toEqual([true]);
    expect(without).toEqual([{ title: 'b', why: 'no_reference.' }]);
  });

  it('are named as people write them', () => {
    const distribution = ['', '4.0', '4.5', 'date|name'].map((label) => ({ label, baseline: 1, current: 1 }));
    expect(modelOf([task('a', 0, { distribution })]).groups[0]?.labels.map(({ label }) => label)).toEqual([
      'none of them',
      '4',
      '4.5',
      'date, name',
    ]);
  });

  it('take the rarest of many labels together', () => {
    const distribution = Array.from({ length: 14 }, (_, index) => ({
      label: `l${index}`,
      baseline: index === 0 ? 4 : 1,
      current: index === 0 ? 4 : 1,
    }));
    const lines = modelOf([task('a', 0, { distribution })]).groups[0]?.labels ?? [];
    expect(lines).toHaveLength(12);
    expect(lines.at(-1)?.label).toBe('3 others');
    expect(lines.reduce((sum, { now }) => sum + now, 0)).toBeCloseTo(1, 12);
  });
});
