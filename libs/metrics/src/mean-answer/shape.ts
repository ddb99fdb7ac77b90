import type { Caveat, Day, PartEstimate, Result, Status } from '@assay/contract';
import type { MetricOf } from '../definition.ts';
import type { CellParts, SlotCells } from '../evaluate/cell.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import type { Moments } from '../evaluate/ratio-interval.ts';
import type { PlainCounts } from '../event-rate/read.ts';
import type { Layout } from '../plan/slot.ts';
import type { Shape } from '../shape.ts';
import type { Level } from './statement.ts';
import { minimums } from '../definition.ts';
import { amount, readerOf } from '../evaluate/cell.ts';
import { toEstimate } from '../evaluate/number.ts';
import { ratioInterval } from '../evaluate/ratio-interval.ts';
import { countCaveats } from '../event-rate/estimate.ts';
import { countsOf, noCounts } from '../event-rate/read.ts';
import { measuresOf } from '../event-rate/statement.ts';
import { sliceAt } from '../plan/slice-at.ts';
import { meanAnswers, momentColumn, peopleColumn, teamsColumn } from './statement.ts';
import { holdsCounts } from '../shape.ts';

interface AnswerParts extends PlainCounts {
  readonly person: Moments;
  readonly team: Moments;
  /** Teams known by name of which somebody answered. */
  readonly teams: number;
  /** Different people who answered. */
  readonly people: number;
}

const noMoments: Moments = { k: 0, x: 0, y: 0, x2: 0, y2: 0, xy: 0 };

/** Fewer teams say nothing of the spread between them. */
const fewestTeams = 5;
/** Of fewer people an answer could be told to be somebody's, by whomever (E17). */
const fewestPeople = 5;
/** Below, those who answered may not be like those who did not. */
const lowResponse = 0.4;

function read(result: Result, layout: Layout): SlotCells<AnswerParts> {
  const value = readerOf(result);
  const measures = measuresOf(layout);
  const slots: CellParts<AnswerParts>[][] = layout.slots.map(() => []);
  for (let row = 0; row < result.rowCount; row += 1) {
    const slot = amount(value('slot', row));
    const parts = measures.map((each) => {
      const moments = (level: Level): Moments => {
        const sum = (name: string): number => amount(value(momentColumn(each, level, name), row));
        return { k: sum('k'), x: sum('x'), y: sum('y'), x2: sum('x2'), y2: sum('y2'), xy: sum('xy') };
      };
      const teams = amount(value(teamsColumn(each), row));
      const people = amount(value(peopleColumn(each), row));
      return [
        each.metric.id,
        { ...countsOf(each, value, row), person: moments('person'), team: moments('team'), teams, people },
      ] as const;
    });
    slots[slot]?.push({
      at: value('bucket', row) as Day,
      by: sliceAt(value, row, layout.slots[slot]),
      environments: [null, null],
      parts: new Map(parts),
    });
  }
  return slots;
}

function statusOf({ rows, people }: AnswerParts, { minimum }: MetricOf<'mean_answer'>): Status {
  if (rows === 0) return 'no_data';
  return rows < minimums[minimum].fullFrom || people < fewestPeople ? 'low_n' : 'ok';
}

/** What of all that was asked was answered. */
function responseOf({ rows, leftOut }: AnswerParts, { unanswered }: MetricOf<'mean_answer'>): PartEstimate {
  const asked = rows + Object.values(leftOut).reduce((sum, count) => sum + count, 0);
  const answered = asked - (leftOut[unanswered] ?? 0);
  const value = asked === 0 ? null : answered / asked;
  return { numerator: answered, rows: answered, value, lower: null, upper: null };
}

/**
 * The mean of all answers with the spread between teams, or, of fewer than five, between those who answered: several
 * answers of one person are not those of several people.
 */
function estimate(metric: MetricOf<'mean_answer'>, parts: AnswerParts, context: EstimateContext): Evaluated {
  const { rows, person, team, teams, people } = parts;
  const status = statusOf(parts, metric);
  const isShown = status === 'ok';
  const { se, lower, upper } = isShown
    ? ratioInterval(teams >= fewestTeams ? team : person)
    : { se: null, lower: null, upper: null };
  const response = responseOf(parts, metric);
  const caveats: readonly Caveat[] = [
    ...countCaveats(metric, parts),
    ...(rows > 0 && response.value !== null && response.value < lowResponse
      ? [{ code: 'low_response', count: null }]
      : []),
    ...(rows > 0 && people < fewestPeople ? [{ code: 'few_answering', count: null }] : []),
  ];
  const measured = toEstimate(metric, context, {
    value: isShown ? person.y / person.x : null,
    lower,
    upper,
    interval: lower === null ? null : metric.interval,
    n: rows,
    rows,
    // Of few, the sum of their scores would tell what the mean may not.
    numerator: isShown ? person.y : 0,
    numeratorRows: rows,
    denominator: rows,
    parts: { response_rate: response },
    status,
    caveats,
  });
  return { estimate: measured, evidence: { kind: 'estimate', standardError: se } };
}

/** Scores that people gave, on one scale. */
export const meanAnswerShape: Shape<MetricOf<'mean_answer'>, AnswerParts> = {
  id: 'mean_answer',
  statement: meanAnswers,
  read,
  none: { ...noCounts, person: noMoments, team: noMoments, teams: 0, people: 0 },
  holdsRows: holdsCounts,
  estimate,
};
