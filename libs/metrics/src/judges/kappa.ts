import type { IntervalEstimate, PartEstimate, ProportionParts } from '@assay/contract';
import type { MetricOf } from '../definition.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import { cohenKappa, gwetAcOfPatterns, type Kappa } from '@assay/statistics';
import { effectiveUnits, shareOf } from '../cluster-sums/interval.ts';
import { standingOf } from '../cluster-sums/standing.ts';
import { minimumOf } from '../evaluate/minimum.ts';
import { confidence, toEstimate } from '../evaluate/number.ts';
import { agreements } from './two-graders.ts';

const hidden: IntervalEstimate = { value: null, lower: null, upper: null };
const figure = (estimate: IntervalEstimate): PartEstimate => ({ numerator: 0, rows: 0, ...estimate });

/** Kappa and AC1 of a table of `n` independent outputs: shares by weight, as many as they are worth. */
function coefficientsOf({ counts, sumM }: ProportionParts, n: number): { kappa: Kappa; gwet: IntervalEstimate } {
  const times = (id: (typeof agreements)[number]): number => ((counts[id]?.sumX ?? 0) / sumM) * n;
  const table = [
    [times('found'), times('missed')],
    [times('false_alarm'), times('passed')],
  ];
  const patterns = [
    { counts: [2, 0], times: times('found') },
    { counts: [0, 2], times: times('passed') },
    { counts: [1, 1], times: times('missed') + times('false_alarm') },
  ].filter((pattern) => pattern.times > 0);
  const gwet = gwetAcOfPatterns({ patterns, weighting: 'identity' });
  return {
    kappa: cohenKappa({ table, conf: confidence }).none,
    gwet: { ...hidden, value: gwet.coef },
  };
}

/**
 * How far a judge agrees with people. Outputs that hang together are as many as the spread of plain agreement between their
 * clusters says.
 */
export function kappaOf(metric: MetricOf<'two_graders'>, parts: ProportionParts, context: EstimateContext): Evaluated {
  const minimum = minimumOf(metric, context.place);
  const units = effectiveUnits(parts);
  const { status, isShown, caveats } = standingOf(parts, units, { metric, minimum, isOfPerson: false });
  const same = isShown ? shareOf(parts, parts.total, { minimum, isPlain: false }) : null;
  const found = same && coefficientsOf(parts, same.effectiveN ?? units);
  const { kappa = null, lower = null, upper = null, se = null } = found?.kappa ?? {};
  const isSpread = same !== null && same.effectiveN !== null && lower !== null;
  const estimate = toEstimate(metric, context, {
    value: kappa,
    lower: isSpread ? lower : null,
    upper: isSpread ? upper : null,
    interval: isSpread ? metric.interval : null,
    n: parts.units,
    rows: parts.rows,
    numerator: parts.total.sumX,
    numeratorRows: parts.total.rows,
    denominator: parts.sumM,
    parts: {
      ...Object.fromEntries(
        agreements.map((id) => {
          const { sumX = 0, rows = 0 } = parts.counts[id] ?? {};
          return [id, { numerator: sumX, rows, ...hidden, value: isShown ? sumX / parts.sumM : null }];
        }),
      ),
      accuracy: figure(same ? { value: same.value, lower: same.lower, upper: same.upper } : hidden),
      gwet_ac: figure(found?.gwet ?? hidden),
    },
    // All of one kind: agreement cannot be told from chance.
    status: isShown && kappa === null ? 'undefined' : status,
    caveats: [...caveats, ...(same?.caveats ?? [])],
  });
  return { estimate, evidence: { kind: 'estimate', standardError: isSpread ? se : null } };
}
