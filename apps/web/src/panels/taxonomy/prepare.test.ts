import { describe, expect, it } from 'vitest';
import { modesAnswer, taxonomySpec } from '../../testing/taxonomy.ts';
import { contextWith } from '../../testing/page.ts';
import type { Answers } from '../question.ts';
import { foldSearch, readFolds } from './fold.ts';
import { linesOf, prepareTaxonomy } from './prepare.ts';
import { taxonomyQuestions } from './questions.ts';

const answers: Answers = Object.fromEntries(
  taxonomyQuestions(taxonomySpec, contextWith().state).map(({ key, input }) => [key, modesAnswer(input)]),
);

function modelOf(given = answers) {
  const state = prepareTaxonomy(taxonomySpec, given);
  if (state.kind !== 'ready') throw new Error(`The panel is ${state.kind}.`);
  return state.model;
}
const none = new Set<string>();
const shown = (sort: Parameters<typeof linesOf>[1]['sort'], folded: ReadonlySet<string> = none) =>
  linesOf(modelOf().branches, { sort, folded }).map(({ branch, level }) => `${level} ${branch.value}`);

describe('the tree of a taxonomy', () => {
  it('stands as the members do, each below what is above it', () => {
    expect(shown(null)).toEqual(['1 facts', '2 claim', '2 citation', '1 tone', '1 unlabelled']);
  });

  it('folds up what is below a value', () => {
    expect(shown(null, new Set(['facts']))).toEqual(['1 facts', '1 tone', '1 unlabelled']);
  });

  it('sorts what is below one value among itself', () => {
    expect(shown({ column: 'rate', falling: true })).toEqual([
      '1 facts',
      '2 citation',
      '2 claim',
      '1 tone',
      '1 unlabelled',
    ]);
    expect(shown({ column: 'rate', falling: false })).toEqual([
      '1 unlabelled',
      '1 tone',
      '1 facts',
      '2 claim',
      '2 citation',
    ]);
  });

  it('takes shares from their own metric, and gives the whole all of them', () => {
    const { whole, branches } = modelOf();
    expect(whole?.share).toBe(1);
    expect(branches.map(({ row }) => row.share)).toEqual([0.6, 0.3, 0.1]);
  });

  it('shows no share where none was answered', () => {
    expect(modelOf({ ...answers, shares: undefined }).hasShares).toBe(false);
  });

  it('puts what has no row above it at the top', () => {
    const slices = answers['slices'];
    if (slices?.__typename !== 'PanelReady') throw new Error('There is an answer.');
    const without = { ...slices, series: slices.series.filter(({ by }) => by[0]?.value !== 'facts') };
    expect(modelOf({ ...answers, slices: without }).branches.map(({ value }) => value)).toEqual([
      'claim',
      'citation',
      'tone',
      'unlabelled',
    ]);
  });

  it('draws the break of the taxonomy between the weeks that it lies between', () => {
    // 26 weeks from 18 May; the break is the first day of the sixteenth, 3 px of edge, 118 px of 25 steps.
    expect(modelOf().branches[0]?.row.history?.breaks).toEqual(
      [3 + 14.5 * (118 / 25)].map((x) => Math.round(x * 10) / 10),
    );
  });
});

describe('folds in the address', () => {
  it('are read for their own panel alone', () => {
    expect([...readFolds(['modes:facts', 'other:tone', 'modes:a:before_split'], 'modes')]).toEqual([
      'facts',
      'a:before_split',
    ]);
    expect([...readFolds(undefined, 'modes')]).toEqual([]);
  });

  it('are added and taken away', () => {
    expect(foldSearch(undefined, { panel: 'modes', value: 'facts' }, true)).toEqual(['modes:facts']);
    expect(foldSearch(['modes:facts', 'x:y'], { panel: 'modes', value: 'facts' }, false)).toEqual(['x:y']);
    expect(foldSearch(['modes:facts'], { panel: 'modes', value: 'facts' }, false)).toBeUndefined();
  });
});
