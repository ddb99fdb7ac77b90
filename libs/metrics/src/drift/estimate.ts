import type { Caveat, Estimate, PartEstimate } from '@assay/contract';
import type { DriftDefinition } from '../definition.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import type { Placed } from './histograms.ts';
import type { DriftParts } from './parts.ts';
import { binnedDistance, chi2CramersV, jensenShannon, mergeRareColumns, psi } from '@assay/statistics';
import { minimums } from '../definition.ts';
import { toEstimate } from '../evaluate/number.ts';
import { comparable } from './histograms.ts';
import { movedLabel } from './moved.ts';

/** From here a shift is large enough to watch, and to act on (metrics.md 3.7), if it is more than chance. */
const watch = 0.1;
const act = 0.25;

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
const figure = (value: number | null): PartEstimate => ({
  numerator: value ?? 0,
  rows: 0,
  value,
  lower: null,
  upper: null,
});

type Compared = Pick<Estimate, 'value' | 'parts' | 'status' | 'caveats'> & {
  /** p of the chi-square test; null where too few labels are known. */
  readonly p: number | null;
  /** Whether the index is above what chance gives; null without an index. */
  readonly isEvident: boolean | null;
};

const nothing = {
  critical95: figure(null),
  cramers_v: figure(null),
  jensen_shannon: figure(null),
  largest_gap: figure(null),
};

/** An alarm needs size and evidence: neither a large index of few items nor a sure but small one is one. */
function alarmOf(value: number, isEvident: boolean): readonly Caveat[] {
  if (!isEvident || value < watch) return [];
  return [{ code: value < act ? 'drift_watch' : 'drift_act', count: null }];
}

/** Of numbers the greatest distance of the two distribution functions; the outer ends are open, and say nothing of it. */
function largestGap({ histograms, ends }: Placed): number | null {
  const [first, last] = [ends?.[0], ends?.at(-1)];
  if (!ends || first === undefined || last === undefined) return null;
  return binnedDistance({ ...histograms, edges: [first - 1, ...ends, last + 1] }).ksBinned;
}

function compare(found: Placed, caveats: readonly Caveat[], least: number): Compared {
  const { histograms } = found;
  const { psi: value, critical95 } = psi(histograms);
  const { table } = mergeRareColumns([histograms.baseline, histograms.current]);
  const { cramersVBiasCorrected, p } = chi2CramersV({ table });
  const parts = {
    critical95: figure(critical95),
    cramers_v: figure(cramersVBiasCorrected),
    jensen_shannon: figure(jensenShannon(histograms).divergence),
    largest_gap: figure(largestGap(found)),
  };
  const isEvident = value !== null && critical95 !== null && value > critical95;
  const isEnough = Math.min(total(histograms.baseline), total(histograms.current)) >= least;
  const alarm = value === null || !isEnough ? [] : alarmOf(value, isEvident);
  return {
    value,
    parts,
    status: isEnough ? 'ok' : 'low_n',
    caveats: [...caveats, ...alarm],
    p: isEnough ? p : null,
    isEvident,
  };
}

const labelCounts = ({ labels, baseline, current }: Placed['histograms']): NonNullable<Estimate['distribution']> =>
  labels.map((label, index) => ({ label, baseline: baseline[index] ?? 0, current: current[index] ?? 0 }));

/** What a target judges: an index within chance may as well be 0; two that few labels show prove nothing at all. */
function judgedBy({ value, status, isEvident }: Compared): Pick<Estimate, 'lower' | 'upper'> {
  if (value === null || status !== 'ok') return { lower: null, upper: null };
  return { lower: isEvident === true ? value : 0, upper: value };
}

/** The population stability index of one cell, with what belongs beside it. */
export function driftEstimate(metric: DriftDefinition, parts: DriftParts, context: EstimateContext): Evaluated {
  const least = minimums[metric.minimum].fullFrom;
  const found = comparable(parts, least);
  const compared: Compared =
    'histograms' in found
      ? compare(found, found.caveats, least)
      : { value: null, parts: nothing, p: null, isEvident: null, ...found };
  const items = Math.round(parts.current.reduce((sum, each) => sum + each.items, 0));
  const leftOut = metric.leftOut.map(({ code }) => ({ code, count: parts.leftOut[code] ?? 0 }));
  const estimate = toEstimate(metric, context, {
    value: compared.value,
    lower: null,
    upper: null,
    interval: null,
    n: items,
    rows: parts.answers,
    numerator: items,
    numeratorRows: parts.answers,
    denominator: items,
    parts: compared.parts,
    status: compared.status,
    caveats: [...leftOut.filter(({ count }) => count > 0), ...compared.caveats],
    judgedBy: judgedBy(compared),
  });
  const isShown = context.place.isWholeRange && 'histograms' in found;
  return {
    estimate: isShown
      ? { ...estimate, distribution: labelCounts(found.histograms), moved: movedLabel(found) }
      : estimate,
    evidence: { kind: 'labels', p: compared.p, association: compared.parts['cramers_v']?.value ?? null },
  };
}
