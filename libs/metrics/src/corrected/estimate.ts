import type { Caveat, IntervalEstimate, ProportionParts } from '@assay/contract';
import type { MetricOf } from '../definition.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import type { JudgedBeside, Weighed } from './beside.ts';
import { kishN, roganGladen } from '@assay/statistics';
import { effectiveUnits, shareOf } from '../cluster-sums/interval.ts';
import { standingOf } from '../cluster-sums/standing.ts';
import { minimumOf } from '../evaluate/minimum.ts';
import { confidence, toEstimate } from '../evaluate/number.ts';
import { leastYoudenJ } from '../output/calibration.ts';

/** Outputs of each class, by people, that both graded: fewer say too little of a judge (metrics.md 3.8). */
const fewestOfClass = 30;
/** Shares add up to a little less in binary than they are. */
const rounding = 1e-12;

/** Of outputs of one class those that the judge saw alike, as so many independent ones. */
interface Alike {
  readonly alike: number;
  readonly n: number;
}

function classOf(alike: Weighed, other: Weighed): Alike {
  const sum = alike.sum + other.sum;
  const n = kishN({ sumW: sum, sumW2: alike.squares + other.squares }) ?? 0;
  return { alike: sum > 0 ? (alike.sum / sum) * n : 0, n };
}

type Calibration = { readonly found: Alike; readonly passed: Alike; readonly rows: number } | { readonly why: Caveat };

/** What the judges are like by this metric, or why that cannot be said. */
function calibrationOf(beside: JudgedBeside | undefined): Calibration {
  const { yes_yes, yes_no, no_yes, no_no } = beside?.cells ?? {};
  const rows = [yes_yes, yes_no, no_yes, no_no].reduce((sum, cell) => sum + (cell?.rows ?? 0), 0);
  if (!yes_yes || !yes_no || !no_yes || !no_no || rows === 0) return { why: { code: 'no_calibration', count: null } };
  const [found, passed] = [classOf(yes_yes, yes_no), classOf(no_no, no_yes)];
  const fewest = Math.min(found.n, passed.n);
  if (fewest < fewestOfClass) return { why: { code: 'few_calibrated', count: Math.floor(fewest) } };
  if (found.alike / found.n + passed.alike / passed.n - 1 < leastYoudenJ - rounding)
    return { why: { code: 'weak_judges', count: rows } };
  return { found, passed, rows };
}

type Known = Extract<Calibration, { readonly rows: number }>;

interface Corrected extends IntervalEstimate {
  readonly se: number | null;
}

const nothing: Corrected = { value: null, lower: null, upper: null, se: null };

/** A share set right (Rogan and Gladen; limits of Lang and Reiczigel); without limits where nothing is known of the spread. */
function setRight(
  value: number,
  effectiveN: number | null,
  { found, passed, units }: Known & { readonly units: number },
): Corrected {
  const n = effectiveN ?? units;
  const { estimate, lower, upper, deltaSe } = roganGladen({
    positives: value * n,
    n,
    sensTrue: found.alike,
    sensN: found.n,
    specTrue: passed.alike,
    specN: passed.n,
    conf: confidence,
  });
  return effectiveN === null ? { ...nothing, value: estimate } : { value: estimate, lower, upper, se: deltaSe };
}

/** What the judges flagged, by kind: sums alone, because only the share of all is set right. */
const partsOf = (metric: MetricOf<'rate'>, { counts }: ProportionParts) =>
  Object.fromEntries(
    Object.keys(metric.counts).map((id) => {
      const { sumX = 0, rows = 0 } = counts[id] ?? {};
      return [id, { numerator: sumX, rows, value: null, lower: null, upper: null }];
    }),
  );

/**
 * What judges flag, set right by what they miss and flag wrongly beside people. Nothing in the data says that people graded
 * a random part of the very outputs, which other corrections need.
 */
export function correctedOf(
  metric: MetricOf<'rate'>,
  { parts, beside }: { readonly parts: ProportionParts; readonly beside: readonly JudgedBeside[] },
  context: EstimateContext,
): Evaluated {
  const { pinned, by } = context.place;
  const environment = { ...pinned, ...by }['environment'] ?? null;
  const minimum = minimumOf(metric, context.place);
  const units = effectiveUnits(parts);
  const { status, isShown, caveats } = standingOf(parts, units, { metric, minimum, isOfPerson: false });
  const known = calibrationOf(beside.find((each) => each.metric === metric.id && each.environment === environment));
  const share = isShown && 'rows' in known ? shareOf(parts, parts.total, { minimum, isPlain: false }) : null;
  const isSet = share !== null && share.value !== null && 'rows' in known;
  const { se, ...found } = isSet ? setRight(share.value, share.effectiveN, { ...known, units }) : nothing;
  const hasRows = status !== 'no_data';
  const why = 'rows' in known ? { code: 'corrected', count: known.rows } : known.why;
  const estimate = toEstimate(metric, context, {
    ...found,
    interval: se === null ? null : 'rogan_gladen',
    n: parts.units,
    rows: parts.rows,
    numerator: parts.total.sumX,
    numeratorRows: parts.total.rows,
    denominator: parts.sumM,
    parts: partsOf(metric, parts),
    status: hasRows && !('rows' in known) ? 'off' : status,
    caveats: [...caveats, ...(share?.caveats ?? []), ...(hasRows ? [why] : [])],
  });
  return { estimate, evidence: { kind: 'estimate', standardError: se, isShare: true } };
}
