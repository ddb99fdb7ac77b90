import { logitInterval } from './logit-interval.ts';
import type { LogitInterval } from './logit-interval.ts';

export interface Stratum {
  readonly name: string;
  /** Items in the stratum. */
  readonly population: number;
  /** Of them sampled. */
  readonly sampled: number;
  /** Of the sampled, how many count. */
  readonly passed: number;
}

export interface StratifiedProportion extends LogitInterval {
  /** Share of all items, each stratum weighing as its population. */
  readonly estimate: number | null;
  readonly se: number | null;
  /** Share of the sampled items as they are. */
  readonly unweighted: number | null;
  /** Strata that had fewer than two sampled items and were put together with a neighbour. */
  readonly merged: readonly string[];
}

export interface StratifiedInput {
  readonly strata: readonly Stratum[];
  readonly conf?: number;
}

type Counts = Omit<Stratum, 'name'>;

const nothing: StratifiedProportion = {
  estimate: null,
  se: null,
  lower: null,
  upper: null,
  interval: null,
  unweighted: null,
  merged: [],
};

const plus = (one: Counts, two: Counts): Counts => ({
  population: one.population + two.population,
  sampled: one.sampled + two.sampled,
  passed: one.passed + two.passed,
});

const none: Counts = { population: 0, sampled: 0, passed: 0 };

/** A stratum with fewer than two sampled items goes to the next, the last to the one before. */
function merge(strata: readonly Stratum[]): { readonly parts: readonly Counts[]; readonly merged: readonly string[] } {
  const parts: Counts[] = [];
  const merged: string[] = [];
  let waiting = none;
  for (const stratum of strata) {
    const sum = plus(waiting, stratum);
    if (sum.sampled < 2) {
      merged.push(stratum.name);
      waiting = sum;
    } else {
      parts.push(sum);
      waiting = none;
    }
  }
  if (waiting.population > 0) parts.push(plus(parts.pop() ?? none, waiting));
  return { parts, merged };
}

const isValid = ({ population, sampled, passed }: Stratum) =>
  population > 0 && population < Infinity && passed >= 0 && passed <= sampled && sampled < Infinity;

/** Variance of the stratum's share; 0 where every item was sampled, null for fewer than two. */
function variance({ population, sampled, passed }: Counts): number | null {
  if (sampled < 2) return null;
  const p = passed / sampled;
  return (Math.max(0, 1 - sampled / population) * p * (1 - p)) / (sampled - 1);
}

/**
 * Share in a population sampled by strata (Cochran 1977, ch. 5), with a logit interval, exact on the pooled sample
 * where the share is 0 or 1. Strata without items are left out. All null without a sampled item.
 */
export function stratifiedProportion({ strata, conf = 0.95 }: StratifiedInput): StratifiedProportion {
  const filled = strata.filter(({ population, sampled }) => population !== 0 || sampled !== 0);
  const { parts, merged } = merge(filled);
  const all = filled.reduce<Counts>(plus, none);
  if (!(all.sampled > 0 && filled.every(isValid))) return nothing;
  const unweighted = all.passed / all.sampled;
  const weight = ({ population }: Counts) => population / all.population;
  const isUniform = all.passed === 0 || all.passed === all.sampled;
  const weighed = parts.reduce((sum, part) => sum + weight(part) * (part.passed / part.sampled), 0);
  const p = isUniform ? unweighted : weighed;
  const variances = parts.map((part) => ({ weight: weight(part), of: variance(part) }));
  const isKnown = variances.every(({ of }) => of !== null);
  const se = isKnown ? Math.sqrt(variances.reduce((sum, each) => sum + each.weight ** 2 * (each.of ?? 0), 0)) : null;
  return { estimate: p, se, ...logitInterval({ p, se, n: all.sampled, conf }), unweighted, merged };
}
