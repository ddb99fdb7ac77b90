import type { Day, PartEstimate, Result } from '@assay/contract';
import type { MetricOf } from '../definition.ts';
import type { CellParts, SlotCells } from '../evaluate/cell.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import type { PlainCounts } from '../event-rate/read.ts';
import type { Layout } from '../plan/slot.ts';
import type { Shape } from '../shape.ts';
import { amount, readerOf } from '../evaluate/cell.ts';
import { toEstimate } from '../evaluate/number.ts';
import { countCaveats } from '../event-rate/estimate.ts';
import { countsOf, noCounts } from '../event-rate/read.ts';
import { measuresOf } from '../event-rate/statement.ts';
import { sliceAt } from '../plan/slice-at.ts';
import { countsAtEnds, rowsAtEnd } from './statement.ts';

function read(result: Result, layout: Layout): SlotCells<PlainCounts> {
  const value = readerOf(result);
  const measures = measuresOf(layout);
  const slots: CellParts<PlainCounts>[][] = layout.slots.map(() => []);
  for (let row = 0; row < result.rowCount; row += 1) {
    const slot = amount(value('slot', row));
    slots[slot]?.push({
      at: value('bucket', row) as Day,
      by: sliceAt(value, row, layout.slots[slot]),
      environments: [null, null],
      parts: new Map(measures.map((each) => [each.metric.id, countsOf(each, value, row)])),
    });
  }
  return slots;
}

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
  read,
  none: noCounts,
  holdsRows: ({ rows, leftOut }) => rows > 0 || Object.values(leftOut).some((count) => count > 0),
  estimate,
  behind: rowsAtEnd,
};
