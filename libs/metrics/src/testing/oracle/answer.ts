import type { Day, DayRange, PanelRequest } from '@assay/contract';
import type { Ask, Dimensions, Oracle, SaidOf } from './ask.ts';
import { sliceOf, textOfSlice } from './ask.ts';
import { dayIn, daysBefore, periodsOf, periodStart, plusDays, yearBefore } from './time.ts';

/** What the data and the workspace add to a request. */
export interface Surroundings {
  readonly zone: string;
  readonly currency: string;
  /** First and last day of the data. */
  readonly first: Day;
  readonly last: Day;
  /** Instant that is now. */
  readonly now: string;
  /** Days after a period during which rows of the metric still change. */
  readonly maturity: number;
}

/** One number of an answer, and what it is compared with. */
export interface Expected extends SaidOf {
  /** First day of the period; null where the whole range is one. */
  readonly bucket: Day | null;
  readonly isPartial: boolean;
  readonly isProvisional: boolean;
  readonly compared: Compared | null;
}

interface Compared {
  /** Whether both are of some of the same days, so that no difference is made. */
  readonly isShared: boolean;
  readonly value: number | null;
  readonly n: number;
  readonly range: DayRange;
}

function daysAsked({ range }: PanelRequest, { first, last }: Surroundings): DayRange {
  if (range.kind === 'days') return range.days;
  const end = plusDays(last, 1);
  if (range.kind === 'all') return { from: first, to: end };
  const { count, unit } = range.last;
  // Whole periods that had ended with the last day of the data.
  const to = periodStart(end, unit);
  let from = to;
  for (let step = 0; step < count; step += 1) from = periodStart(plusDays(from, -1), unit);
  return { from, to };
}

/** The request itself, and the one it is compared with. */
function asksOf(request: PanelRequest, around: Surroundings): readonly [Ask, Ask | null] {
  const { grain, by, where, compare, params } = request;
  const own: Ask = {
    range: daysAsked(request, around),
    grain,
    by,
    where,
    zone: around.zone,
    basis: params.gradeBasis,
    labelBasis: params.labelBasis ?? 'current',
    moneyBasis: params.moneyBasis ?? 'service',
    currency: params.currency ?? around.currency,
    lastDay: around.last,
    now: around.now,
  };
  if (compare === null) return [own, null];
  if (compare.kind === 'previous') return [own, { ...own, range: daysBefore(own.range) }];
  if (compare.kind === 'last_year') return [own, { ...own, range: yearBefore(own.range) }];
  if (compare.kind === 'rest') return [own, null];
  const { dimension, value } = compare;
  const others = where.filter((filter) => filter.dimension !== dimension);
  const other = { by: by.filter((id) => id !== dimension), where: [...others, { dimension, values: [value] }] };
  return [own, { ...own, ...other }];
}

/** Days that are still to come, or that were not asked for, make a period one in part. */
function isPartial({ calendar }: SaidOf['period'], asked: DayRange, { first, last }: Surroundings): boolean {
  const isCut = calendar.to > asked.to || (calendar.from < asked.from && first < asked.from);
  return isCut || calendar.to > plusDays(last, 1);
}

/** All numbers of a request by one metric. */
export function answerOf(oracle: Oracle, request: PanelRequest, around: Surroundings): readonly Expected[] {
  const [ask, other] = asksOf(request, around);
  const numbers = oracle(ask);
  const isNotWhole = ({ period, isPartly = false }: SaidOf, range: DayRange): boolean =>
    isPartly || isPartial(period, range, around);
  const besides = other && oracle({ ...other, also: numbers.map(({ by }) => sliceOf(by, other.by)) });
  const compare = (number: SaidOf): SaidOf | null => {
    if (!besides || !other || isItself(number.by, request)) return null;
    const place = periodsOf(ask.range, ask.grain).findIndex(
      ({ calendar }) => calendar.from === number.period.calendar.from,
    );
    const period = periodsOf(other.range, other.grain)[place];
    const found = besides.find(
      ({ by, period: { calendar } }) =>
        textOfSlice(by) === textOfSlice(sliceOf(number.by, other.by)) && calendar.from === period?.calendar.from,
    );
    if (!found || isNotWhole(found, other.range) || isNotWhole(number, ask.range)) return null;
    return found;
  };
  return numbers.map((number) => {
    const found = compare(number);
    const isShared = found !== null && request.compare?.kind !== 'value' && doShare(daysOf(number), daysOf(found));
    return {
      ...number,
      caveats: besideLabels(isShared ? { ...number.caveats, shared_days: null } : number.caveats, found?.caveats ?? {}),
      bucket: ask.grain === 'none' ? null : number.period.calendar.from,
      isPartial: isNotWhole(number, ask.range),
      isProvisional: plusDays(number.period.calendar.to, around.maturity) > dayIn(around.zone, around.now),
      compared: found && { value: found.value, n: found.n, range: daysOf(found), isShared },
    };
  });
}

const daysOf = ({ days, period }: SaidOf): DayRange => days ?? period.calendar;
const doShare = (a: DayRange, b: DayRange): boolean => a.from < b.to && b.from < a.to;

/** What was graded again in part is of other labels than what is whole, which is said beside it. */
function besideLabels(own: SaidOf['caveats'], other: SaidOf['caveats']): SaidOf['caveats'] {
  const count = other['as_graded'];
  return count === undefined || 'as_graded' in own ? own : { ...own, compared_as_graded: count };
}

/** A slice is not compared with itself. */
function isItself(by: Dimensions, { compare }: PanelRequest): boolean {
  return compare?.kind === 'value' && Object.hasOwn(by, compare.dimension) && by[compare.dimension] === compare.value;
}
