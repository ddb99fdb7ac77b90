import type { PartEstimate } from '@assay/contract';
import type { MetricOf } from '../definition.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import type { PlainCounts } from '../event-rate/read.ts';
import type { Shape } from '../shape.ts';
import { toEstimate } from '../evaluate/number.ts';
import { countCaveats } from '../event-rate/estimate.ts';
import { noCounts, readCounts } from '../event-rate/read.ts';
import { openMeasures, openRows, stillOpenCounts } from './statement.ts';
import { holdsCounts } from '../shape.ts';

/** None open is a number, not a gap. */
function estimate(metric: MetricOf<'still_open'>, parts: PlainCounts, context: EstimateContext): Evaluated {
  const { rows } = parts;
  const known = Object.keys(metric.counts).map((id): readonly [string, PartEstimate] => {
    const count = parts.counts[id] ?? 0;
    return [id, { numerator: count, rows: count, value: count, lower: null, upper: null }];
  });
  const measured = toEstimate(metric, context, {
    value: rows,
    lower: null,
    upper: null,
    interval: null,
    n: rows,
    rows,
    numerator: rows,
    numeratorRows: rows,
    denominator: rows,
    parts: Object.fromEntries(known),
    status: 'ok',
    caveats: countCaveats(metric, parts),
    judgedBy: { lower: rows, upper: rows },
  });
  return { estimate: measured, evidence: { kind: 'exact' } };
}

/** What is open at the end of every bucket. */
export const stillOpenShape: Shape<MetricOf<'still_open'>, PlainCounts> = {
  id: 'still_open',
  statement: stillOpenCounts,
  read: (result, layout) => readCounts(result, layout, openMeasures(layout)),
  none: noCounts,
  holdsRows: holdsCounts,
  estimate,
  behind: openRows,
};
