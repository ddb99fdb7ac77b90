import type { Caveat, DayRange, PartEstimate, Status } from '@assay/contract';
import type { Alpha } from '@assay/statistics';
import type { AgreementDefinition } from '../definition.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import type { AgreementAnswers, AgreementParts } from './parts.ts';
import type { ScaledAnswers } from './coefficients.ts';
import { alphaOf, gwetAcOfPatterns, percentAgreementOfPatterns } from '@assay/statistics';
import { minimums } from '../definition.ts';
import { toEstimate } from '../evaluate/number.ts';
import { sliceKey } from '../evaluate/question-cells.ts';
import { scaledAnswers } from './coefficients.ts';
import { readAs } from './reading.ts';
import { spreadOf } from './remembered-spread.ts';

/** Answers outside the commonest label that a coefficient needs (NA). */
const fewestOutside = 10;
/** Share of the commonest label above which chance agreement is so high that alpha says little. */
const prevalent = 0.9;

/** Items, their answers, and how far those are the same; of all scales together, because a share of items needs none. */
interface Totals {
  readonly items: number;
  readonly answers: number;
  /** Sum over items of the share of pairs that agree. */
  readonly agreeing: number;
}

function totalsOf({ scales }: AgreementAnswers): Totals {
  const patterns = scales.flatMap((scale) => scale.patterns);
  const items = patterns.reduce((sum, each) => sum + each.items, 0);
  const answers = patterns.reduce((sum, each) => sum + each.items * each.labels.length, 0);
  const counts = patterns.map(({ labels, items: times }) => ({
    counts: [...Map.groupBy(labels, (label) => label).values()].map((same) => same.length),
    times,
  }));
  return { items, answers, agreeing: (percentAgreementOfPatterns(counts).itemWeighted ?? 0) * items };
}

/** What may be said of a cell. */
interface Standing {
  readonly status: Status;
  readonly caveats: readonly Caveat[];
  /** Null where alpha has no value or may not be shown. */
  readonly shown: { readonly scaled: ScaledAnswers; readonly alpha: Alpha } | null;
}

const without = (status: Status, caveats: readonly Caveat[] = []): Standing => ({ status, caveats, shown: null });

function standingOf({ scales }: AgreementAnswers, { items }: Totals, least: number): Standing {
  const [scale, ...others] = scales;
  if (!scale) return without('no_data');
  if (others.length > 0) return without('undefined', [{ code: 'mixed_scales', count: scales.length }]);
  const scaled = scaledAnswers(scale);
  if (!scaled) return without('undefined', [{ code: 'no_scale', count: null }]);
  const unordered: readonly Caveat[] = scaled.isUnordered ? [{ code: 'unordered', count: null }] : [];
  const alpha = alphaOf(scaled.paired);
  if (alpha.categoriesSeen < 2) return without('undefined', [{ code: 'no_variation', count: null }]);
  if (items < least || alpha.outsideCommonest < fewestOutside) return without('low_n', unordered);
  if (alpha.alpha === null) return without('undefined', [{ code: 'no_variation', count: null }]);
  const isPrevalent = alpha.answers - alpha.outsideCommonest > prevalent * alpha.answers;
  const caveats = isPrevalent ? [...unordered, { code: 'prevalence', count: null }] : unordered;
  return { status: 'ok', caveats, shown: { scaled, alpha } };
}

const figure = (value: number | null): PartEstimate => ({
  numerator: value ?? 0,
  rows: 0,
  value,
  lower: null,
  upper: null,
});

function figuresOf({ shown }: Standing, { items, agreeing }: Totals, least: number): Record<string, PartEstimate> {
  const { patterns, weighting, values } = shown?.scaled ?? { patterns: [], weighting: 'identity', values: null };
  const ac = shown && gwetAcOfPatterns({ patterns, weighting, ...(values ? { values } : {}) }).coef;
  return { percent_agreement: figure(items < least ? null : agreeing / items), gwet_ac: figure(ac) };
}

/** What a number is of: its period, or the weeks that stand in for it. */
interface Measured {
  readonly answers: AgreementAnswers;
  readonly days: DayRange;
  readonly totals: Totals;
  readonly standing: Standing;
}

/** Whether there are items, and fewer than the minimum, or too few labels: more of the same may have enough. */
const isShort = ({ status, caveats }: Standing): boolean =>
  status === 'low_n' || caveats.some(({ code }) => code === 'no_variation');

/** A week that has too little alone is of the four weeks that end with it, where those have enough of one scale. */
function measuredOf(parts: AgreementParts, { place, reading }: EstimateContext, least: number): Measured {
  const { fourWeeks } = parts;
  const of = (given: AgreementAnswers, days: DayRange): Measured => {
    const answers = readAs(given, reading);
    const totals = totalsOf(answers);
    return { answers, days, totals, standing: standingOf(answers, totals, least) };
  };
  const { from, to } = place.bucket;
  const alone = of(parts, { from, to });
  if (!fourWeeks || !isShort(alone.standing)) return alone;
  const more = of(fourWeeks.answers(), fourWeeks.days);
  if (more.standing.status !== 'ok') return alone;
  const caveats = [...more.standing.caveats, { code: 'four_weeks', count: null }];
  return { ...more, standing: { ...more.standing, caveats } };
}

/** Krippendorff's alpha of one cell, with what belongs beside it. Items are resampled by a seed of the number's own. */
export function agreementEstimate(
  metric: AgreementDefinition,
  parts: AgreementParts,
  context: EstimateContext,
): Evaluated {
  const least = minimums[metric.minimum].fullFrom;
  const { answers, days, totals, standing } = measuredOf(parts, context, least);
  const seed = [metric.id, sliceKey(context.place.by), days.from, days.to].join(' ');
  const [scale] = answers.scales;
  const spread = scale && standing.shown && spreadOf(scale, standing.shown.scaled.paired, seed);
  const leftOut = metric.leftOut.map(({ code }) => ({ code, count: answers.leftOut[code] ?? 0 }));
  const estimate = toEstimate(metric, context, {
    value: standing.shown?.alpha.alpha ?? null,
    lower: spread?.lower ?? null,
    upper: spread?.upper ?? null,
    interval: spread && spread.lower !== null ? metric.interval : null,
    n: totals.items,
    rows: totals.answers,
    numerator: totals.agreeing,
    numeratorRows: totals.answers,
    denominator: totals.items,
    parts: figuresOf(standing, totals, least),
    status: standing.status,
    caveats: [...leftOut.filter(({ count }) => count > 0), ...standing.caveats],
  });
  return { estimate: { ...estimate, range: days }, evidence: { kind: 'estimate', standardError: spread?.se ?? null } };
}
