import { describe, expect, it } from 'vitest';
import { readyWith, seriesWith } from '../../testing/answers.ts';
import { contextWith } from '../../testing/page.ts';
import { modesAnswer, paretoSpec } from '../../testing/taxonomy.ts';
import type { Answers } from '../question.ts';
import { preparePareto } from './prepare.ts';
import { paretoQuestions, spreadQuestion } from './questions.ts';

function modelOf(answers: Answers) {
  const state = preparePareto(paretoSpec, answers);
  if (state.kind !== 'ready') throw new Error(`The panel is ${state.kind}.`);
  return state.model;
}
const answers: Answers = Object.fromEntries(
  paretoQuestions(paretoSpec, contextWith().state).map(({ key, input }) => [key, modesAnswer(input)]),
);

describe('a Pareto chart', () => {
  it('has the largest first, what nobody labelled last, and all of it once', () => {
    const { rows } = modelOf(answers);
    expect(rows.map(({ key, share }) => [key, Math.round(share * 100)])).toEqual([
      ['citation', 40],
      ['tone', 30],
      ['claim', 15],
      // 60 of facts, less 55 of what is below it.
      ['facts', 5],
      ['unlabelled', 10],
    ]);
    expect(rows.map(({ sum }) => Math.round(sum * 100))).toEqual([40, 70, 85, 90, 100]);
  });

  it('names what was given a mode and nothing finer, and knows no interval of it', () => {
    const left = modelOf(answers).rows.find(({ key }) => key === 'facts');
    expect(left?.title).toBe('Facts, nothing finer');
    expect(left?.interval).toBeNull();
  });

  it('says which few make most of it', () => {
    expect(modelOf(answers).few).toEqual({ count: 3, share: expect.closeTo(0.85, 9) as number });
  });

  it('says so of no few where all are alike', () => {
    const even = ['a', 'b', 'c', 'd'].map((value) =>
      seriesWith([{ value: 0.25 }], { by: [{ dimension: 'failure_mode', value, label: value }] }),
    );
    expect(modelOf({ [spreadQuestion]: readyWith(even) }).few).toBeNull();
  });

  it('says which places each interval leaves open', () => {
    const share = (value: string, lower: number, upper: number) =>
      seriesWith([{ value: (lower + upper) / 2, lower, upper }], {
        by: [{ dimension: 'failure_mode', value, label: value }],
      });
    // b and c lie across each other, a above both, d below all.
    const series = [share('a', 0.5, 0.6), share('b', 0.2, 0.3), share('c', 0.15, 0.25), share('d', 0.01, 0.05)];
    const ranks = modelOf({ [spreadQuestion]: readyWith(series) }).rows.map(({ rank }) => rank);
    expect(ranks).toEqual([
      [1, 1],
      [2, 3],
      [2, 3],
      [4, 4],
    ]);
  });

  it('knows no place of what has no interval', () => {
    expect(modelOf(answers).rows.find(({ key }) => key === 'facts')?.rank).toBeNull();
  });

  it('asks for the rates beside it, and has them on the same rows', () => {
    expect(paretoQuestions(paretoSpec, contextWith().state)[1]?.input).toMatchObject({
      metrics: ['failure_mode_rate'],
      by: ['failure_mode', 'workflow'],
      compare: { kind: 'rest', dimension: 'workflow' },
    });
    const { heat } = modelOf(answers);
    if (heat?.kind !== 'ready') throw new Error('There are no rates.');
    // Each of 500 outputs is counted by all of its modes.
    expect(heat.model.columns.map(({ title, n }) => [title, n])).toEqual([
      ['Code', 500],
      ['Search', 500],
    ]);
    const tone = heat.model.rows.find(({ key }) => key === 'tone');
    expect(tone?.cells.map(({ kind }) => kind)).toEqual(['number', 'none']);
  });

  it('has none where the page asks for none', () => {
    const plain = { ...paretoSpec, rates: null };
    expect(paretoQuestions(plain, contextWith().state)).toHaveLength(1);
    const state = preparePareto(plain, answers);
    expect(state.kind === 'ready' && state.model.heat).toBeNull();
  });
});
