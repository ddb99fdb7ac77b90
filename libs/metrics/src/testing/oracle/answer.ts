import type { Day, DayRange, PanelRequest } from '@assay/contract';
import type { Ask, Dimensions, Oracle, SaidOf, Tops } from './ask.ts';
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

/** What a metric and the data say of slices: which values of many stand for themselves, and whether several have one value together. */
interface Slicing {
  readonly tops?: Tops;
  readonly isPoolable?: boolean;
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

export function daysAsked(range: PanelRequest['range'], { first, last }: Surroundings): DayRange {
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

/** The request itself, made definite. */
export function askOf(request: PanelRequest, around: Surroundings): Ask {
  const { grain, by, where, params } = request;
  return {
    range: daysAsked(request.range, around),
    grain,
    by,
    where,
    zone: around.zone,
    basis: params.gradeBasis,
    labelBasis: params.labelBasis ?? 'current',
    vote: params.vote ?? 'majority',
    moneyBasis: params.moneyBasis ?? 'service',
    currency: params.currency ?? around.currency,
    scope: params.scope ?? 'vendor',
    items: params.itemBasis ?? 'restated',
    scale: params.answerScale ?? null,
    cut: params.answerCut ?? null,
    firstDay: around.first,
    lastDay: around.last,
    now: around.now,
  };
}

/** The request itself, and the one it is compared with. */
function asksOf(request: PanelRequest, around: Surroundings): readonly [Ask, Ask | null] {
  const { by, where, compare } = request;
  const own = askOf(request, around);
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
export function answerOf(
  oracle: Oracle,
  request: PanelRequest,
  { tops = {}, isPoolable = false, ...around }: Surroundings & Slicing,
): readonly Expected[] {
  const [ask, other] = asksOf(request, around).map((each) => each && { ...each, tops }) as [Ask, Ask | null];
  const numbers = oracle(ask);
  const isNotWhole = ({ period, isPartly = false }: SaidOf, range: DayRange): boolean =>
    isPartly || isPartial(period, range, around);
  const besides = other && oracle({ ...other, also: numbers.map(({ by }) => sliceOf(by, other.by)) });
  const keyOf = (by: Dimensions, from: Day | undefined): string => `${textOfSlice(by)}@${from ?? ''}`;
  const found = new Map((besides ?? []).map((each) => [keyOf(each.by, each.period.calendar.from), each]));
  const starts = [ask, other].map((each) =>
    each ? periodsOf(each.range, each.grain).map(({ calendar }) => calendar.from) : [],
  );
  const compare = (number: SaidOf): Beside | null => {
    const isWhole = !isNotWhole(number, ask.range);
    if (request.compare?.kind === 'rest')
      return isWhole && isPoolable ? restOf(number, numbers, request.compare.dimension) : null;
    if (!other || isItself(number.by, request)) return null;
    const place = (starts[0] ?? []).indexOf(number.period.calendar.from);
    const beside = found.get(keyOf(sliceOf(number.by, other.by), starts[1]?.[place]));
    return beside && isWhole && !isNotWhole(beside, other.range) ? beside : null;
  };
  const isOverTime = request.compare?.kind === 'previous' || request.compare?.kind === 'last_year';
  return numbers.map((number) => {
    const beside = compare(number);
    const isShared = beside !== null && isOverTime && doShare(daysOf(number), daysOf(beside));
    return {
      ...number,
      caveats: besideLabels(
        isShared ? { ...number.caveats, shared_days: null } : number.caveats,
        beside?.caveats ?? {},
      ),
      bucket: ask.grain === 'none' ? null : number.period.calendar.from,
      isPartial: isNotWhole(number, ask.range),
      isProvisional: plusDays(number.period.calendar.to, around.maturity) > dayIn(around.zone, around.now),
      compared: beside && { value: beside.value, n: beside.n, range: daysOf(beside), isShared },
    };
  });
}

const daysOf = ({ days, period }: Pick<SaidOf, 'days' | 'period'>): DayRange => days ?? period.calendar;
const doShare = (a: DayRange, b: DayRange): boolean => a.from < b.to && b.from < a.to;

/** What was graded again in part is of other labels than what is whole, which is said beside it. */
function besideLabels(own: SaidOf['caveats'], other: SaidOf['caveats']): SaidOf['caveats'] {
  const count = other['as_graded'];
  return count === undefined || 'as_graded' in own ? own : { ...own, compared_as_graded: count };
}

type Beside = Pick<SaidOf, 'value' | 'n' | 'period' | 'days' | 'caveats'>;

/** All other values of a dimension that have a number, each weighing as what it is of; null where there are none. */
function restOf(number: SaidOf, numbers: readonly SaidOf[], dimension: string): Beside | null {
  const lineOf = ({ by, period }: SaidOf): string =>
    textOfSlice({ ...by, [dimension]: '', from: period.calendar.from });
  const counts = ({ value, denominator }: SaidOf): boolean => value !== null && denominator > 0;
  if (!counts(number)) return null;
  const others = numbers.filter((other) => other !== number && counts(other) && lineOf(other) === lineOf(number));
  const [first] = others;
  if (!first) return null;
  let [weight, weighted, n] = [0, 0, 0];
  for (const other of others) {
    weight += other.denominator;
    weighted += other.denominator * (other.value ?? 0);
    n += other.n;
  }
  return { ...first, value: weighted / weight, n, caveats: {} };
}

/** A slice is not compared with itself. */
function isItself(by: Dimensions, { compare }: PanelRequest): boolean {
  return compare?.kind === 'value' && Object.hasOwn(by, compare.dimension) && by[compare.dimension] === compare.value;
}
