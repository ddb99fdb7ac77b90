import { describe, expect, it } from 'vitest';
import { changeOf, readyWith, seriesWith, weeks } from '../../testing/answers.ts';
import { contextWith, scorecardSpec } from '../../testing/page.ts';
import type { Answers } from '../question.ts';
import { scorecardFacts } from './facts.ts';
import { countVerdicts, prepareScorecard } from './prepare.ts';
import { scorecardQuestions } from './questions.ts';

const over = seriesWith([{ verdict: 'missed', change: changeOf(0.021, 'worse') }]);
const under = seriesWith([{ verdict: 'met', change: changeOf(0, 'no_clear_change') }], {
  metric: 'under_refusal_rate',
});
const failed = {
  __typename: 'PanelFailed',
  code: 'WAREHOUSE_LIMIT',
  message: 'Too much.',
  failedHint: null,
  failedQueryId: 'q9',
} as const;

const answers: Answers = {
  now0: readyWith([over, under]),
  history0: readyWith([seriesWith([{ value: 0.05 }, { value: 0.06 }])], { grain: 'week', buckets: weeks(2) }),
  now1: failed,
  history1: failed,
};

const model = (given: Answers) => {
  const state = prepareScorecard(scorecardSpec, given, contextWith());
  if (state.kind !== 'ready') throw new Error(`The panel is ${state.kind}.`);
  return state.model;
};

describe('questions of a scorecard', () => {
  const questions = scorecardQuestions(scorecardSpec, contextWith().state);

  it('asks rows of the same slice together, so that they are judged together', () => {
    expect(questions.map(({ key, input }) => [key, input.metrics])).toEqual([
      ['now0', ['over_refusal_rate', 'under_refusal_rate']],
      ['history0', ['over_refusal_rate', 'under_refusal_rate']],
      ['now1', ['over_refusal_rate']],
      ['history1', ['over_refusal_rate']],
    ]);
  });

  it('adds the filters of page, group and row', () => {
    expect(questions[2]?.input.where).toEqual([
      { dimension: 'environment', values: ['production'] },
      { dimension: 'workflow', values: ['Code'] },
    ]);
  });

  it('compares the range, not its history', () => {
    expect(questions[0]?.input).toMatchObject({ grain: 'none', period: { last: '1w' }, compare: { kind: 'previous' } });
    expect(questions[1]?.input).toMatchObject({ grain: 'week', period: { last: '26w' }, compare: null });
  });
});

describe('a scorecard', () => {
  it('shows each row as far as its own answer goes', () => {
    const [group] = model(answers).groups;
    expect(group?.rows.map(({ title, figure }) => [title, figure.kind])).toEqual([
      ['Over-refusal', 'number'],
      ['Under-refusal', 'number'],
      ['Over-refusal in code', 'failed'],
    ]);
    expect(group?.rows[0]?.history).not.toBeNull();
    expect(group?.rows[1]?.history).toBeNull();
  });

  it('says how its rows stand', () => {
    const [group] = model(answers).groups;
    expect(group?.standing).toBe('1 met, 1 missed, 1 not judged');
    expect(countVerdicts(group?.rows ?? [])).toContainEqual({ verdict: 'missed', count: 1 });
  });

  it('says no data for a metric the answer does not have', () => {
    const [group] = model({ ...answers, now0: readyWith([over]) }).groups;
    expect(group?.rows[1]?.figure).toMatchObject({ kind: 'said', text: 'no data in this range' });
  });

  it('does not show a rate of too few rows', () => {
    const few = seriesWith([{ value: null, status: 'low_n', n: 7, numeratorRows: 2 }]);
    const [group] = model({ ...answers, now0: readyWith([few, under]) }).groups;
    expect(group?.rows[0]?.figure).toMatchObject({ kind: 'said', text: 'too little data: 2 of 7' });
  });

  it('greys a number below its minimum', () => {
    const low = seriesWith([{ status: 'low_n', n: 18 }]);
    const [group] = model({ ...answers, now0: readyWith([low, under]) }).groups;
    expect(group?.rows[0]?.figure).toMatchObject({ kind: 'number', grey: true });
  });

  it('waits, fails and is empty as a whole only where no row has a number', () => {
    const state = (given: Answers): string => prepareScorecard(scorecardSpec, given, contextWith()).kind;
    expect(state({})).toBe('loading');
    expect(state({ now0: failed, now1: failed })).toBe('failed');
    const empty = {
      __typename: 'PanelEmpty',
      reason: 'no_data_in_range',
      message: 'None.',
      emptyHint: 'Widen.',
    } as const;
    expect(state({ now0: empty, now1: empty })).toBe('empty');
    expect(state({ ...answers, now0: failed, now1: readyWith([over]) })).toBe('ready');
  });

  it('tells its numbers as facts', () => {
    const { facts, noun, whole } = scorecardFacts({ spec: scorecardSpec, answers, context: contextWith() });
    expect(facts.map(({ subject }) => subject)).toEqual(['Over-refusal', 'Under-refusal']);
    expect(noun).toEqual(['KPI', 'KPIs']);
    expect(whole).toBeNull();
  });
});
