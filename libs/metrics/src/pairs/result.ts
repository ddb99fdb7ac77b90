import type { PairedMethod, PairedResult } from '@assay/contract';
import type { PairPattern } from './parts.ts';
import { clusterBootstrap, mcnemar, newcombePaired, pairedMeans } from '@assay/statistics';
import { confidence } from '../evaluate/number.ts';

/** Fewer pairs that differ say nothing of the size of a difference: only the test is told (metrics.md 1.5, NP). */
const fewestDiscordant = 10;

/** From so many groups on the means of their differences follow Student's law (metrics.md 3.5). */
const fewestForMeans = 30;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
const groupsOf = (patterns: readonly PairPattern[]): number => sum(patterns.map(({ groups }) => groups));

/** One answer a case and side, and no cases that hang together: then pairs can be counted. */
const areSingle = (patterns: readonly PairPattern[]): boolean =>
  patterns.every(({ cases, isRepeated }) => cases === 1 && !isRepeated);

export function methodOf(patterns: readonly PairPattern[]): PairedMethod | null {
  if (patterns.length === 0) return null;
  if (areSingle(patterns)) return 'newcombe_paired';
  return groupsOf(patterns) >= fewestForMeans ? 'paired_means' : 'cluster_bootstrap';
}

const nothing: PairedResult = {
  both: null,
  onlyCurrent: null,
  onlyCompared: null,
  neither: null,
  currentValue: null,
  comparedValue: null,
  difference: null,
  lower: null,
  upper: null,
  p: null,
  exactP: null,
};

function ofCounts(patterns: readonly PairPattern[], event: number): PairedResult {
  const count = (current: number, compared: number): number =>
    groupsOf(patterns.filter(({ means }) => means[event]?.current === current && means[event].compared === compared));
  const [both, onlyCurrent, onlyCompared, neither] = [count(1, 1), count(1, 0), count(0, 1), count(0, 0)];
  const { diff, lower, upper } = newcombePaired({
    bothPass: both,
    onlyFirst: onlyCurrent,
    onlySecond: onlyCompared,
    bothFail: neither,
    conf: confidence,
  });
  const { midP, exactP } = mcnemar({ onlyFirst: onlyCurrent, onlySecond: onlyCompared });
  const pairs = both + onlyCurrent + onlyCompared + neither;
  const isTold = onlyCurrent + onlyCompared >= fewestDiscordant;
  return {
    ...{ both, onlyCurrent, onlyCompared, neither },
    currentValue: (both + onlyCurrent) / pairs,
    comparedValue: (both + onlyCompared) / pairs,
    difference: diff,
    ...(isTold ? { lower, upper } : { lower: null, upper: null }),
    p: midP,
    exactP,
  };
}

/** Means of groups of cases, each group once. */
function ofMeans(patterns: readonly PairPattern[], event: number, seed: string): PairedResult {
  const groups = patterns.flatMap(({ groups: times, means }) =>
    Array.from({ length: times }, () => means[event] ?? { current: 0, compared: 0 }),
  );
  const [candidate, baseline] = [groups.map(({ current }) => current), groups.map(({ compared }) => compared)];
  const values = { currentValue: sum(candidate) / groups.length, comparedValue: sum(baseline) / groups.length };
  if (methodOf(patterns) === 'cluster_bootstrap') {
    const numerator = groups.map(({ current, compared }) => current - compared);
    const denominator = groups.map(() => 1);
    const { estimate, lower, upper } = clusterBootstrap({ numerator, denominator, seed, conf: confidence });
    return { ...nothing, ...values, difference: estimate, lower, upper };
  }
  const { meanDiff, lower, upper, p, sd } = pairedMeans({ baseline, candidate, conf: confidence });
  // Without any spread every difference is one.
  return { ...nothing, ...values, difference: meanDiff, lower, upper, p: sd === 0 ? Number(meanDiff === 0) : p };
}

/** The two sides over the cases of both: of the value (0) or of one of its kinds of rows; `seed` draws the same again. */
export function resultOf(patterns: readonly PairPattern[], event: number, seed: string): PairedResult {
  if (patterns.length === 0) return nothing;
  return areSingle(patterns) ? ofCounts(patterns, event) : ofMeans(patterns, event, `${seed}/${event}`);
}
