import { describe, expect, it } from 'vitest';
import { failedAnswer, readyWith, seriesWith, weeks } from '../../testing/answers.ts';
import { contextWith, releasesSpec } from '../../testing/page.ts';
import type { Answers } from '../question.ts';
import type { ReleasesModel } from './prepare.ts';
import { prepareReleases } from './prepare.ts';
import { releasesQuestions } from './questions.ts';

const count = 26;
const grain = { grain: 'week' as const, buckets: weeks(count) };
/** Answers from one week on. */
const version = (label: string | null, from: number) =>
  seriesWith(
    Array.from({ length: count }, (_, index) => ({ value: index < from ? null : 0.05, n: index < from ? 0 : 100 })),
    { by: [{ dimension: 'model_version', value: label, label: label ?? 'null' }] },
  );
/** Each week its own value, so that it is seen which weeks a chart has. */
const whole = seriesWith(
  Array.from({ length: count }, (_, index) => ({ value: index / 1000, lower: 0, upper: index / 500 })),
);

const answers = (...versions: readonly [label: string | null, from: number][]): Answers => ({
  whole: readyWith([whole], grain),
  periods: readyWith(
    versions.map(([label, from]) => version(label, from)),
    grain,
  ),
  versions: readyWith(
    versions.map(([label]) =>
      seriesWith([{ value: 0.07, n: 900 }], { by: [{ dimension: 'model_version', value: label, label: label ?? '' }] }),
    ),
  ),
});

function modelOf(given: Answers): ReleasesModel {
  const state = prepareReleases(releasesSpec, given);
  if (state.kind !== 'ready') throw new Error(`The panel is ${state.kind}.`);
  return state.model;
}

describe('charts around releases', () => {
  it('ask the history as a whole, by value, and each value over all of it', () => {
    const questions = releasesQuestions(releasesSpec, contextWith().state);
    expect(questions.map(({ key, input: { grain: each, by, period } }) => [key, each, by, period])).toEqual([
      ['whole', 'week', [], { last: '26w' }],
      ['periods', 'week', ['model_version'], { last: '26w' }],
      ['versions', 'none', ['model_version'], { last: '26w' }],
    ]);
  });

  it('stand in the order of the days on which answers of each were first seen', () => {
    const { releases } = modelOf(answers(['B', 20], ['A', 10]));
    expect(releases.map(({ title, day }) => [title, day])).toEqual([
      ['A', grain.buckets[10]?.start],
      ['B', grain.buckets[20]?.start],
    ]);
    expect(releases[0]?.number).toMatchObject({ value: 0.07, n: 900 });
  });

  it('leave out what was there from the first week, what has no name, and all but the newest four', () => {
    const given = answers(['old', 0], [null, 5], ['~other', 6], ['A', 3], ['B', 7], ['C', 11], ['D', 15], ['E', 19]);
    expect(modelOf(given).releases.map(({ title }) => title)).toEqual(['B', 'C', 'D', 'E']);
  });

  it('have thirteen weeks of the whole, five before the release, and more where none are after it', () => {
    const weeksOf = (given: Answers): readonly (number | null)[] =>
      modelOf(given).releases[0]?.around.series.value ?? [];
    expect(weeksOf(answers(['A', 10]))).toEqual(Array.from({ length: 13 }, (_, index) => (5 + index) / 1000));
    expect(weeksOf(answers(['A', 25]))).toEqual(Array.from({ length: 13 }, (_, index) => (13 + index) / 1000));
    expect(weeksOf(answers(['A', 2]))).toEqual(Array.from({ length: 13 }, (_, index) => index / 1000));
  });

  it('share one scale, which holds the highest interval of any', () => {
    expect(modelOf(answers(['A', 10], ['B', 20])).most).toBeCloseTo(25 / 500, 12);
  });

  it('say so where nothing began, and go on without the numbers of each', () => {
    expect(modelOf(answers(['old', 0])).releases).toEqual([]);
    expect(modelOf({ ...answers(['A', 10]), versions: failedAnswer }).releases[0]?.number).toBeNull();
  });
});
