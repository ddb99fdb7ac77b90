import type { Status } from '@assay/contract';
import type { MetricOf } from '../definition.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import type { Shape } from '../shape.ts';
import type { UnitCostParts } from './read.ts';
import { toEstimate } from '../evaluate/number.ts';
import { ratioInterval } from '../evaluate/ratio-interval.ts';
import { countCaveats } from '../event-rate/estimate.ts';
import { isCostWhole, reachCaveats } from '../money/cost-reach.ts';
import { moneyText, textOfFloat } from '../money/decimal.ts';
import { convertedSum, unconvertedSums } from '../money/estimate.ts';
import { noUnitCost, readUnitCosts } from './read.ts';
import { unitCosts } from './statement.ts';
import { holdsCounts } from '../shape.ts';

/** Fewer say nothing of what a label costs (metrics.md 3.10). */
const fewest = { batches: 5, accepted: 30 } as const;
function statusOf(accepted: number, batches: number): Status {
  if (accepted === 0) return 'no_data';
  return batches < fewest.batches || accepted < fewest.accepted ? 'low_n' : 'ok';
}

/** Exact cost over accepted items; the interval is of floats, as its method is. `n` is the number of batches. */
function estimate(metric: MetricOf<'unit_cost'>, parts: UnitCostParts, context: EstimateContext): Evaluated {
  const { rows, moments, groups } = parts;
  const total = convertedSum(groups);
  const status = statusOf(moments.x, moments.k);
  const isShown = status === 'ok';
  const { se, lower, upper } = isShown ? ratioInterval(moments) : { se: null, lower: null, upper: null };
  const value = isShown ? total.div(moments.x) : null;
  const measured = toEstimate(metric, context, {
    value: value && value.toNumber(),
    lower,
    upper,
    interval: lower === null ? null : metric.interval,
    n: rows,
    rows,
    numerator: Number(moneyText(total)),
    numeratorRows: rows,
    denominator: moments.x,
    parts: {},
    status,
    caveats: [...countCaveats(metric, parts), ...reachCaveats(parts.reach, rows)],
    isPartly: !isCostWhole(parts.reach) || (parts.noted['no_internal_cost'] ?? 0) > 0,
  });
  const money = {
    currency: context.money.currency,
    value: value && moneyText(value),
    lower: textOfFloat(lower),
    upper: textOfFloat(upper),
    numerator: moneyText(total),
    unconverted: unconvertedSums(groups),
  };
  return { estimate: { ...measured, money }, evidence: { kind: 'estimate', standardError: se } };
}

/** Money over what came of it, batch by batch. */
export const unitCostShape: Shape<MetricOf<'unit_cost'>, UnitCostParts> = {
  id: 'unit_cost',
  statement: unitCosts,
  read: readUnitCosts,
  none: noUnitCost,
  holdsRows: holdsCounts,
  wholeOf: () => ({}),
  estimate,
};
