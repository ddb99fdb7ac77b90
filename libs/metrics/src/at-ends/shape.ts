import type { PartEstimate } from '@assay/contract';
import type { MetricOf } from '../definition.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import type { PlainCounts } from '../event-rate/read.ts';
import type { Shape } from '../shape.ts';
import { toEstimate } from '../evaluate/number.ts';
import { countCaveats } from '../event-rate/estimate.ts';
import { noCounts, readCounts } from '../event-rate/read.ts';
import { measuresOf } from '../event-rate/statement.ts';
import { countsAtEnds, rowsAtEnd } from './statement.ts';
import { holdsCounts } from '../shape.ts';

/** A share of all that there is: no chance stands behind it, so there is no interval, and the share itself is judged. */
function estimate(metric: MetricOf<'share_at_end'>, parts: PlainCounts, context: EstimateContext): Evaluated {
  const { rows } = parts;
  const countOf = (id: string): number => parts.counts[id] ?? 0;
  const shareOf = (count: number): number | null => (rows === 0 ? null : count / rows);
  const known = Object.keys(metric.counts).map((id): readonly [string, PartEstimate] => {
    const count = countOf(id);
    return [id, { numerator: count, rows: count, value: shareOf(count), lower: null, upper: null }];
  });
  const numerator = metric.value.reduce((sum, id) => sum + countOf(id), 0);
  const value = shareOf(numerator);
  const measured = toEstimate(metric, context, {
    value,
    lower: null,
    upper: null,
    interval: null,
    n: rows,
    rows,
    numerator,
    numeratorRows: numerator,
    denominator: rows,
    parts: Object.fromEntries(known),
    status: rows === 0 ? 'no_data' : 'ok',
    caveats: countCaveats(metric, parts),
    judgedBy: { lower: value, upper: value },
  });
  return { estimate: measured, evidence: { kind: 'exact' } };
}

/** What of all there is at the end of every bucket. */
export const shareAtEndShape: Shape<MetricOf<'share_at_end'>, PlainCounts> = {
  id: 'share_at_end',
  statement: countsAtEnds,
  read: (result, layout) => readCounts(result, layout, measuresOf(layout)),
  none: noCounts,
  holdsRows: holdsCounts,
  estimate,
  behind: rowsAtEnd,
};
