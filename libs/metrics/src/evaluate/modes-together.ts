import type { ModesTogether } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { RawNumber } from './answer.ts';
import type { RawChange } from './change.ts';
import { chi2CramersV, mergeRareColumns } from '@assay/statistics';
import { modeDimension } from '../failure-modes/statement.ts';
import { sliceKey } from './question-cells.ts';

/** A share of failures with both its sides. */
interface Moved {
  readonly number: RawNumber;
  readonly raw: RawChange;
}

/** Numbers of one period that differ in the mode alone. */
function groupKey({ evaluated: { estimate } }: RawNumber): string {
  const others = Object.entries(estimate.by).filter(([id]) => id !== modeDimension);
  return `${sliceKey(Object.fromEntries(others))}@${estimate.range.from}`;
}

function movedOf(number: RawNumber): readonly Moved[] {
  const { raw } = number;
  return raw?.change.p !== null && raw?.sizes ? [{ number, raw }] : [];
}

/** Shares of so many, and what is in none of them: modes that one side alone has. */
function countsOf(shares: readonly number[], size: number): readonly number[] {
  const rest = Math.max(0, 1 - shares.reduce((sum, share) => sum + share, 0));
  return [...shares, rest].map((share) => share * size);
}

/**
 * The chi-square test of all failures by their modes (metrics.md 3.4): modes below others are part of those. The sides
 * are as large as the mode of which least is known says, so that the test errs on the mild side.
 */
function testOfAll(moved: readonly Moved[], isTop: (mode: string | null) => boolean): ModesTogether {
  const top = moved.filter(({ number }) => isTop(number.evaluated.estimate.by[modeDimension] ?? null));
  const least = (side: 'current' | 'compared'): number =>
    Math.min(...top.flatMap(({ raw }) => (raw.sizes ? [raw.sizes[side]] : [])));
  const [now, before] = [least('current'), least('compared')];
  const { table } = mergeRareColumns([
    countsOf(
      top.map(({ number }) => number.evaluated.estimate.value ?? 0),
      now,
    ),
    countsOf(
      top.map(({ raw }) => raw.change.comparedValue ?? 0),
      before,
    ),
  ]);
  const { p, cramersVBiasCorrected } = chi2CramersV({ table });
  return { p, cramersV: cramersVBiasCorrected };
}

/**
 * Shares of failures with those of another period or value: their modes are looked at together first, then one by one, as
 * what is searched for those that stand out. Where all together cannot be tested each is on its own.
 */
export function modesTogether(
  metric: MetricDefinition,
  numbers: readonly RawNumber[],
  isTop: (mode: string | null) => boolean,
): readonly RawNumber[] {
  const isSpread = metric.kind === 'mode' && metric.base === 'failing';
  if (!isSpread || !numbers.some(({ evaluated }) => Object.hasOwn(evaluated.estimate.by, modeDimension)))
    return numbers;
  const told = new Map<RawNumber, RawNumber>();
  for (const group of Map.groupBy(numbers, groupKey).values()) {
    const moved = group.flatMap(movedOf);
    const whole = testOfAll(moved, isTop);
    for (const { number, raw } of moved) told.set(number, { ...number, raw: { ...raw, family: 'modes', whole } });
  }
  return numbers.map((number) => told.get(number) ?? number);
}
