import type { Contribution, Estimate } from '@assay/contract';
import type { RawNumber } from './answer.ts';
import { rateDecomposition } from '@assay/statistics';
import { sliceKey } from './question-cells.ts';

type Counted = Pick<Estimate, 'by' | 'numerator' | 'denominator' | 'caveats'>;

const countsOf = (slices: readonly Counted[]) =>
  slices
    .filter(({ denominator }) => denominator > 0)
    .map(({ by, numerator, denominator }) => ({ slice: sliceKey(by), n: denominator, x: numerator }));

/** A number of few people is withheld, and could be worked out from the others and their sum. */
const isWithheld = ({ caveats }: Counted): boolean => caveats.some(({ code }) => code === 'few_people');

/** What each slice adds to the change of all of them together, by its key; nothing where it cannot be told. */
function contributionsOf(current: readonly Counted[], compared: readonly Counted[]): ReadonlyMap<string, Contribution> {
  if ([...current, ...compared].some(isWithheld)) return new Map();
  const found = rateDecomposition({ baseline: countsOf(compared), current: countsOf(current) });
  const { change, mixEffect, rateEffect } = found;
  if (change === null || mixEffect === null || rateEffect === null) return new Map();
  const whole = { difference: change, mixEffect, rateEffect };
  return new Map(
    found.slices.map((slice, place) => [
      slice,
      { mixEffect: found.mixBySlice[place] ?? 0, rateEffect: found.rateBySlice[place] ?? 0, whole },
    ]),
  );
}

/**
 * Numbers of a rate in one period, each with what it adds to the change of all slices: another share of the rows, and
 * another rate within them (metrics.md 1.7). `compared` has all slices of the time before, those that are gone as well.
 */
export function withContributions(numbers: readonly RawNumber[], compared: readonly Counted[]): readonly RawNumber[] {
  if (numbers.every(({ raw }) => raw === null || raw.change.difference === null)) return numbers;
  const found = contributionsOf(
    numbers.map(({ evaluated }) => evaluated.estimate),
    compared,
  );
  return numbers.map((number) => {
    const contribution = found.get(sliceKey(number.evaluated.estimate.by));
    if (number.raw === null || contribution === undefined) return number;
    return { ...number, raw: { ...number.raw, change: { ...number.raw.change, contribution } } };
  });
}
