import { describe, expect, it } from 'vitest';
import { changeOf, emptyAnswer, failedAnswer, missingOf, readyWith, seriesWith, weeks } from '../../testing/answers.ts';
import { contextWith, scorecardSpec } from '../../testing/page.ts';
import type { MissingMetric } from '../../gql/types.ts';
import type { Answers } from '../question.ts';
import { scorecardFacts } from './facts.ts';
import { countVerdicts, prepareScorecard } from './prepare.ts';
import { scorecardQuestions } from './questions.ts';

const over = seriesWith([{ verdict: 'missed', change: changeOf(0.021, 'worse') }]);
const under = seriesWith([{ verdict: 'met', change: changeOf(0, 'no_clear_change') }], {
  metric: 'under_refusal_rate',
});
const answers: Answers = {
  now0: readyWith([over, under]),
  history0: readyWith([seriesWith([{ value: 0.05 }, { value: 0.06 }])], { grain: 'week', buckets: weeks(2) }),
  now1: failedAnswer,
  history1: failedAnswer,
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

  const figures = (given: Answers) => model(given).groups[0]?.rows.map(({ figure }) => figure);

  it('lets a row fail, or say that it cannot follow a filter, without those it was asked with', () => {
    const where = [
      { dimension: 'workflow', values: ['Code'] },
      { dimension: 'planet', values: ['Mars'] },
    ];
    const context = contextWith({ where: ['workflow:Code', 'planet:Mars'] });
    expect(context.state.where).toEqual(where);
    const missing = [missingOf('under_refusal_rate', { code: 'DIMENSION_UNKNOWN', message: 'It has no planet.' })];
    const state = prepareScorecard(scorecardSpec, { now0: readyWith([over], { missing }) }, context);
    const [group] = state.kind === 'ready' ? state.model.groups : [];
    expect(group?.rows.map(({ figure }) => figure.kind)).toEqual(['number', 'said', 'number']);
    expect(group?.rows[1]?.figure).toMatchObject({ text: 'cannot be filtered by planet', number: null });
    expect(group?.standing).toBe('2 missed, 1 not judged');
  });

  it('says of a row that failed what to do, and of one that is closed that it is', () => {
    const slow = missingOf('under_refusal_rate', { hint: 'Narrow it.', queryId: 'q7' });
    const [, failed] = figures({ ...answers, now0: readyWith([over], { missing: [slow] }) }) ?? [];
    expect(failed).toEqual({ kind: 'failed', text: 'It took too long. Narrow it.', queryId: 'q7' });
    const saying = (reason: MissingMetric['reason'], message = '') => {
      const missing = [missingOf('under_refusal_rate', { code: null, reason, message })];
      return figures({ ...answers, now0: readyWith([over], { missing }) })?.[1];
    };
    expect(saying('no_access')).toMatchObject({ kind: 'said', text: 'not for your role' });
    expect(saying('source_not_connected', 'No incidents have been loaded yet.')).toMatchObject({
      text: 'no incidents have been loaded yet',
    });
    expect(saying('value_unknown', 'No rows with task "x".')).toMatchObject({ text: 'no rows with task "x"' });
    expect(saying('no_data_in_range')).toMatchObject({ text: 'no data in this range' });
  });

  it('shows its rows even where none has a number, if each has a reason of its own', () => {
    const missing = [
      missingOf('over_refusal_rate', { message: 'Too slow.' }),
      missingOf('under_refusal_rate', { reason: 'no_access', code: null }),
    ];
    const given = { now0: { ...failedAnswer, missing }, now1: failedAnswer };
    expect(model(given).range).toBeNull();
    expect(figures(given)).toMatchObject([
      { kind: 'failed', text: 'Too slow.' },
      { kind: 'said', text: 'not for your role' },
      { kind: 'failed', text: 'Too much.' },
    ]);
  });

  it('draws no bar for a count, which has neither interval nor target', () => {
    const bare = { lower: null, upper: null, target: null };
    const items = seriesWith([{ value: 3610, ...bare }], { unit: 'items' });
    const judged = seriesWith(
      [
        {
          value: 3610,
          ...bare,
          target: {
            lower: 3000,
            upper: null,
            ofEarlier: null,
            notWorse: null,
            trend: null,
            validFrom: '2026-01-01',
            proposed: false,
          },
        },
      ],
      { unit: 'items', metric: 'under_refusal_rate' },
    );
    expect(figures({ ...answers, now0: readyWith([items, judged]) })).toMatchObject([
      { kind: 'number', bar: null },
      { kind: 'number', bar: { zone: expect.anything() as object } },
      { kind: 'failed' },
    ]);
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
    expect(state({ now0: failedAnswer, now1: failedAnswer })).toBe('failed');
    expect(state({ now0: emptyAnswer, now1: emptyAnswer })).toBe('empty');
    expect(state({ ...answers, now0: failedAnswer, now1: readyWith([over]) })).toBe('ready');
  });

  it('tells its numbers as facts', () => {
    const { facts, noun, whole } = scorecardFacts({ spec: scorecardSpec, answers, context: contextWith() });
    expect(facts.map(({ subject }) => subject)).toEqual(['Over-refusal', 'Under-refusal']);
    expect(noun).toEqual(['KPI', 'KPIs']);
    expect(whole).toBeNull();
  });
});
