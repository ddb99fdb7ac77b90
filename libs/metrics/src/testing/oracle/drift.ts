import type { DayRange } from '@assay/contract';
import type { Oracle, Said } from './ask.ts';
import type { Judgement } from './judgements.ts';
import type { World } from './world.ts';
import { inSight, passes, rowsIn, slicesOf, unpooled } from './ask.ts';
import { judgements, leftOutCodes } from './judgements.ts';
import { holds, periodsOf, plusDays } from './time.ts';

export const total = (sums: ReadonlyMap<string, number>): number =>
  [...sums.values()].reduce((sum, each) => sum + each, 0);

/** Items by label: an item has the label of most of its answers, and of labels that tie each its part. */
export function labelsOf(items: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const own of items) {
    const votes = [...Map.groupBy(own, (label) => label)].map(([label, list]) => ({ label, votes: list.length }));
    const most = Math.max(...votes.map((vote) => vote.votes));
    const winners = votes.filter((vote) => vote.votes === most);
    for (const { label } of winners) sums.set(label, (sums.get(label) ?? 0) + 1 / winners.length);
  }
  return sums;
}

/** Siddiqi's index from its definition, shares of 0 raised to 0.0001. */
export function plainIndex(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): number {
  const labels = [...new Set([...before.keys(), ...now.keys()])];
  const shares = (of: ReadonlyMap<string, number>): readonly number[] =>
    labels.map((label) => (of.get(label) ?? 0) / total(of));
  const both = [shares(before), shares(now)];
  const isRaised = both.flat().includes(0);
  const [p = [], q = []] = both.map((list) => {
    const raised = list.map((share) => (isRaised ? Math.max(share, 1e-4) : share));
    const sum = raised.reduce((all, share) => all + share, 0);
    return raised.map((share) => share / sum);
  });
  return q.reduce((sum, share, bin) => sum + (share - (p[bin] ?? 0)) * Math.log(share / (p[bin] ?? 1)), 0);
}

const scaleOf = ({ task, question, level }: Judgement): string => JSON.stringify([task, question, level]);
const unitOf = (row: Judgement): string => JSON.stringify([scaleOf(row), row.group, row.item]);
const itemsOf = (rows: readonly Judgement[]): readonly (readonly string[])[] =>
  [...Map.groupBy(rows, unitOf).values()].map((own) => own.map(({ label }) => label ?? ''));

/** Fewer items on a side than this are few (metrics.md 3.7). */
const fewest = 500;

/** The index of a period against the twelve weeks before it, if they may be compared. */
function index(now: readonly Judgement[], earlier: readonly Judgement[]) {
  const [first] = now;
  if (!first) return { value: null, status: 'no_data', caveats: {} };
  const scales = new Set(now.map(scaleOf)).size;
  if (scales > 1) return { value: null, status: 'undefined', caveats: { mixed_scales: scales } };
  if (first.level === null || first.level === 'text' || first.level === 'ranking')
    return { value: null, status: 'undefined', caveats: { no_scale: null } };
  const groups = new Set(now.map(({ group }) => group));
  const alike = earlier.filter((row) => scaleOf(row) === scaleOf(first));
  const own = alike.filter(({ group }) => groups.has(group));
  // Under guidelines that are new there is little to compare with: then those before stand in, and it is said.
  const before = itemsOf(own).length >= fewest ? own : alike;
  if (before.length === 0) return { value: null, status: 'undefined', caveats: { no_reference: null } };
  const isBroken = groups.size > 1 || before.some(({ group }) => !groups.has(group));
  const [labels, reference] = [labelsOf(itemsOf(now)), labelsOf(itemsOf(before))];
  const isFew = Math.min(total(labels), total(reference)) < fewest;
  return {
    value: plainIndex(reference, labels),
    status: isFew ? 'low_n' : 'ok',
    caveats: isBroken ? { guideline_break: null } : {},
  };
}

function say(rows: readonly Judgement[], days: DayRange): Said {
  const during = rows.filter(({ day }) => holds(days, day));
  const counted = during.filter(({ fate }) => fate === 'counts');
  const before = { from: plusDays(days.from, -84), to: days.from };
  const earlier = rows.filter(({ day, fate }) => fate === 'counts' && holds(before, day));
  const { value, status, caveats } = index(counted, earlier);
  const n = itemsOf(counted).length;
  return {
    value,
    status,
    ...{ n, rows: counted.length, numerator: n, numeratorRows: counted.length, denominator: n },
    parts: {},
    caveats: { ...leftOutCodes(during), ...caveats },
  };
}

/** How far the labels of items lie from those of the twelve weeks before (metrics.md 3.7). */
export const labelDrift =
  (world: World): Oracle =>
  (ask) => {
    const all = judgements(world, ask, {
      reason: ({ is_latest }) => (is_latest === true ? null : 'superseded'),
      least: 1,
    });
    const rows = all.filter(({ dimensions }) => passes(dimensions, ask.where));
    const slices = slicesOf(
      inSight(rows, ask).map(({ dimensions }) => dimensions),
      ask,
    );
    const rowsOf = rowsIn(rows, ask);
    return slices.flatMap((by) => {
      const own = rowsOf(by);
      return periodsOf(ask.range, ask.grain).map((period) => ({ ...unpooled(say(own, period.asked), by), period, by }));
    });
  };
