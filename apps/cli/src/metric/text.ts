import type { Caveat, Change, Comparison, Estimate, MetricCard, PartCard, ReadyAnswer, Target } from '@assay/contract';
import { chanceText, countedText, countText, labelText } from '@assay/contract';
import { boundaryText, caveatText, modesText } from '@assay/metrics';
import { amountText, differenceIntervalText, differenceText, intervalText, valueText } from '../format/number.ts';
import { bucketText, rangeText } from '../format/period.ts';
import { placeHead, sliceNames } from '../format/slice.ts';
import type { TableColumn } from '../format/table.ts';
import { tableLines } from '../format/table.ts';
import type { Style } from '../shell/terminal.ts';
import { limitLines } from './limits-text.ts';
import { pairedLines } from './paired-text.ts';
import { restatedLines } from './restated-text.ts';
import { changeWords, verdictWords } from './words.ts';

export interface Shown {
  readonly answer: ReadyAnswer;
  readonly compare: Comparison | null;
  /** The metric whose companion it is. */
  readonly beside?: MetricCard;
}

/** One metric of an answer as people read it: a heading, a table, the caveats below. Ends with a line feed. */
export function metricText(card: MetricCard, { answer, compare, beside }: Shown, style: Style): string {
  const estimates = answer.estimates.filter((estimate) => estimate.metric === card.id);
  const [head = '', ...lines] = tableLines(
    [...keyColumns(answer, estimates), ...numberColumns(card, comparedWith(answer, compare), estimates)],
    estimates.map(rowOf(card, answer)),
  );
  const notes = [
    ...pairedLines(estimates, compare),
    ...limitLines(card, answer.limits ?? [], answer.grain),
    ...restatedLines(card, estimates, answer.grain),
    ...contributionLines(card, estimates),
    ...boundaryLines(estimates),
    ...modesLines(estimates),
    ...movedLines(estimates),
    ...targetLines(card, estimates),
    ...unconvertedLines(estimates),
    ...caveatLines(card, estimates),
  ];
  const place = beside ? `, beside ${beside.title.toLowerCase()}` : '';
  return [
    `${style.bold(card.title)} ${style.dim(`(${card.id}), ${rangeText(answer.range)}${place}`)}`,
    style.dim(head),
    ...lines,
    ...notes.map((note) => style.dim(note)),
    '',
  ].join('\n');
}

const left = (title: string): TableColumn => ({ title, align: 'left' });
const right = (title: string): TableColumn => ({ title, align: 'right' });

/** What tells the rows apart: the period, then the split. */
function keyColumns({ grain }: ReadyAnswer, [first]: readonly Estimate[]): readonly TableColumn[] {
  return [left(grain === 'none' ? '' : grain), ...Object.keys(first?.by ?? {}).map(left)];
}

function numberColumns(card: MetricCard, compared: string, [first]: readonly Estimate[]): readonly TableColumn[] {
  return [
    right(first?.money?.currency ?? 'value'),
    right('95 % interval'),
    right('n'),
    ...card.parts.map(({ title, unit }) => right(unit === undefined ? title.toLowerCase() : title)),
    right(`change from ${compared}`),
    left('verdict'),
  ];
}

function comparedWith({ compareRange }: ReadyAnswer, compare: Comparison | null): string {
  if (compare?.kind === 'value') return `${compare.dimension} ${compare.value}`;
  if (compare?.kind === 'rest') return 'the rest';
  return compareRange ? rangeText(compareRange) : '';
}

function rowOf(card: MetricCard, answer: ReadyAnswer): (estimate: Estimate) => readonly (string | null)[] {
  return (estimate) => [
    estimate.bucket === null ? null : bucketText(estimate.bucket, answer.grain),
    ...sliceNames(estimate.by),
    valueOf(estimate, card),
    intervalOf(estimate, card),
    countText(estimate.n),
    ...card.parts.map((part) => partText(estimate, part, card)),
    estimate.change && changeText(estimate.change, card),
    verdictWords(estimate),
  ];
}

/** Money from its text, which is exact; the number is for drawing. */
function valueOf({ value, money }: Estimate, { unit }: MetricCard): string {
  if (money) return money.value === null ? '–' : amountText(money.value);
  return value === null ? '–' : valueText(value, unit);
}

function intervalOf({ lower, upper }: Estimate, { unit }: MetricCard): string | null {
  return lower === null || upper === null ? null : intervalText(lower, upper, unit);
}

/**
 * "95 (38.0 %)": rows, which a reader can count, with their weighted share; a number of rows is said once. A figure of its
 * own stands alone: "0.953".
 */
function partText(estimate: Estimate, { id, unit: own }: PartCard, { unit }: MetricCard): string | null {
  const part = estimate.parts[id];
  if (!part) return null;
  if (own !== undefined) return part.value === null ? null : valueText(part.value, own);
  const count = countText(part.rows);
  if (part.money !== undefined) return part.money === null ? '–' : amountText(part.money);
  return part.value === null || part.value === part.rows ? count : `${count} (${valueText(part.value, unit)})`;
}

function changeText(change: Change, { unit }: MetricCard): string {
  const words = changeWords[change.verdict];
  if (change.difference === null) return words;
  const interval =
    change.lower === null || change.upper === null
      ? ''
      : ` (${differenceIntervalText(change.lower, change.upper, unit)})`;
  return `${differenceText(change.difference, unit)}${interval}, ${words}`;
}

/** What the change of all slices comes from; once a period. */
function contributionLines({ unit }: MetricCard, estimates: readonly Estimate[]): readonly string[] {
  const texts = estimates.flatMap(({ change, range, bucket }) => {
    if (!change?.contribution) return [];
    const { difference, mixEffect, rateEffect } = change.contribution.whole;
    const when = bucket === null ? '' : ` ${rangeText(range)}`;
    const [all, mix, rate] = [difference, mixEffect, rateEffect].map((part) => differenceText(part, unit));
    return [`All together${when} ${all ?? ''}: ${mix ?? ''} by another mix, ${rate ?? ''} by other rates.`];
  });
  return [...new Set(texts)];
}

/** The test of all modes together; once a comparison. */
function modesLines(estimates: readonly Estimate[]): readonly string[] {
  const texts = estimates.flatMap(({ bucket, range, change }) => {
    if (!change?.modes) return [];
    return [`${placeHead(bucket === null ? [] : [rangeText(range)])}${modesText(change.modes)}.`];
  });
  return [...new Set(texts)];
}

const points = (share: number): string => differenceText(share, 'percent');

/** Which label moved most, and by what; a line a slice. */
function movedLines(estimates: readonly Estimate[]): readonly string[] {
  return estimates.flatMap(({ by, moved }) => {
    if (!moved) return [];
    const { label, before, now, mixEffect, rateEffect, recentChange } = moved;
    const effects =
      mixEffect === null || rateEffect === null
        ? ''
        : `: ${points(mixEffect)} by another mix of sources and languages, ${points(rateEffect)} within them`;
    const sure = recentChange === null ? '' : `; ${chanceText(recentChange)} that this began in the last three weeks`;
    return [`${placeHead(sliceNames(by))}${labelText(label)} moved most, ${points(now - before)}${effects}${sure}.`];
  });
}

/** A line for each number whose other side went the other way. */
function boundaryLines(estimates: readonly Estimate[]): readonly string[] {
  return estimates.flatMap(({ bucket, range, by, change }) => {
    if (!change?.boundary) return [];
    const place = [...(bucket === null ? [] : [rangeText(range)]), ...sliceNames(by)];
    return [`${placeHead(place)}${boundaryText(change.boundary)}.`];
  });
}

/** Targets in force in the periods shown; usually one. */
function targetLines(card: MetricCard, estimates: readonly Estimate[]): readonly string[] {
  const texts = estimates.flatMap(({ target }) => (target ? targetTexts(target, card) : []));
  return [...new Set(texts)];
}

const since = (what: string, { validFrom, proposed }: Pick<Target, 'validFrom' | 'proposed'>): string =>
  `Target since ${validFrom}: ${what}${proposed ? ' (proposed, not agreed)' : ''}.`;

const whenWords = {
  last_year: 'a year before',
  two_quarters_before: 'two quarters before',
  quarter_before: 'the quarter before',
} as const;

/** Bounds and a trend are agreed by themselves. */
function targetTexts(target: Target, card: MetricCard): readonly string[] {
  const { lower, upper, ofEarlier, trend } = target;
  const hasBounds = lower !== null || upper !== null || ofEarlier !== undefined;
  return [
    ...(hasBounds || !trend ? [since(boundsText(target, card), target)] : []),
    ...(trend ? [since(trend.wanted === 'up' ? 'rising' : 'falling', trend)] : []),
  ];
}

function boundsText(target: Target, card: MetricCard): string {
  const isOpen = target.lower === null && target.upper === null;
  const [{ lower, upper }, unit] =
    isOpen && target.ofEarlier ? [target.ofEarlier, 'percent' as const] : [target, card.unit];
  const bounds =
    lower !== null && upper !== null
      ? intervalText(lower, upper, unit)
      : lower !== null
        ? `at least ${valueText(lower, unit)}`
        : upper !== null
          ? `at most ${valueText(upper, unit)}`
          : 'none';
  const when = target.ofEarlier && whenWords[target.ofEarlier.when];
  const of = when === undefined ? '' : isOpen ? ` of ${when}` : `, by the value ${when}`;
  const other = target.notWorse;
  const and = other ? `, while ${other.metric} is not worse by more than ${valueText(other.margin, 'percent')}` : '';
  return `${bounds}${of}${and}`;
}

/** One estimate of each set of slices that count the same rows; slices and buckets share none else. */
function apart({ spreadsOver }: MetricCard, estimates: readonly Estimate[]): readonly Estimate[] {
  if (spreadsOver === null) return estimates;
  const rest = ({ by, bucket }: Estimate): string =>
    JSON.stringify([bucket, Object.entries(by).filter(([id]) => id !== spreadsOver)]);
  return [...Map.groupBy(estimates, rest).values()].flatMap(([first]) => first ?? []);
}

/** What could not be converted, which is in none of the amounts above. */
function unconvertedLines(estimates: readonly Estimate[]): readonly string[] {
  const amounts = estimates.flatMap(({ money }) => money?.unconverted ?? []);
  const byCurrency = Map.groupBy(amounts, ({ currency }) => currency);
  if (byCurrency.size === 0) return [];
  const texts = [...byCurrency].map(([currency, own]) =>
    own.map(({ amount }) => `${amountText(amount)} ${currency}`).join(' + '),
  );
  return [`Not converted, and in no amount above: ${texts.join(', ')}.`];
}

/** A line a code, with the counts of all rows. */
function caveatLines(card: MetricCard, estimates: readonly Estimate[]): readonly string[] {
  const totals = new Map<string, Caveat>();
  for (const caveat of apart(card, estimates).flatMap((estimate): readonly Caveat[] => estimate.caveats)) {
    const { code, count } = caveat;
    const before = totals.get(code)?.count ?? null;
    totals.set(code, { ...caveat, count: count === null ? before : (before ?? 0) + count });
  }
  return [...totals.values()].map((caveat) => {
    const { count } = caveat;
    const says = caveatText(card.id, caveat);
    return count === null ? says : countedText(count, says);
  });
}
