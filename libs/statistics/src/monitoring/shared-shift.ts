import { binomialAtLeast } from '../distribution/binomial.ts';
import { mediansOfOthers } from '../sample/moments.ts';

/** An instant at which most series moved at once. */
export interface SharedShift {
  /** Place of the first value after it. */
  readonly at: number;
  /** Series with a value right before and right after it, and a history of their own. */
  readonly together: number;
  /** Those of them that moved by more than they usually do. */
  readonly moved: number;
  /** Chance of so many moves at one of all instants, if series moved each by itself as often as at the others. */
  readonly p: number;
}

export interface SharedShiftInput {
  /** One a series, all of the same instants; null where a series has no value. */
  readonly series: readonly (readonly (number | null)[])[];
}

/** Moves of a series between other instants that its usual one is told from. */
const fewestMoves = 3;
const fewestSeries = 5;
/** Most of them: what moves fewer has causes of its own. */
const mostOf = 2 / 3;
/** So many usual moves, as sigmas, are one that is not usual; rounding alone is none. */
const sigmas = 3;
const noise = 1e-9;
const alarm = 0.001;

interface Step {
  readonly at: number;
  readonly isMove: boolean;
}

/** Steps of one series from one instant to the next, and which are more than three sigmas of its other steps. */
function stepsOf(values: readonly (number | null)[]): readonly Step[] {
  const sizes = values.flatMap((value, at) => {
    const before = at === 0 ? null : (values[at - 1] ?? null);
    return value === null || before === null ? [] : [{ at, size: Math.abs(value - before), scale: Math.abs(value) }];
  });
  if (sizes.length <= fewestMoves) return [];
  const others = mediansOfOthers(sizes.map(({ size }) => size));
  return sizes.map(({ at, size, scale }, index) => {
    const usual = (sigmas * (others[index] ?? NaN)) / 0.6745;
    return { at, isMove: size > usual + noise * Math.max(1, scale) };
  });
}

/**
 * Instants at which most series move at once by more than their own history says: what measures them changed, rather than
 * each of them. A series moves by more than three sigmas of its other steps (median step over 0.6745); as many moves as at
 * an instant, or more, are held against the binomial law with the share of moves at all other instants (one move and one
 * rest added to them), times the number of instants (Bonferroni): below 0.001, of at least five series, two thirds of them.
 */
export function sharedShifts({ series }: SharedShiftInput): readonly SharedShift[] {
  const steps = series.flatMap(stepsOf);
  const instants = Map.groupBy(steps, ({ at }) => at);
  const moves = steps.filter(({ isMove }) => isMove).length;
  return [...instants]
    .map(([at, own]): SharedShift => {
      const moved = own.filter(({ isMove }) => isMove).length;
      const usual = (moves - moved + 1) / (steps.length - own.length + 2);
      const chance = binomialAtLeast(moved, own.length, { p: usual, q: 1 - usual });
      return { at, together: own.length, moved, p: Math.min(1, chance * instants.size) };
    })
    .filter(({ together, moved, p }) => together >= fewestSeries && moved >= mostOf * together && p < alarm)
    .sort((a, b) => a.at - b.at);
}
