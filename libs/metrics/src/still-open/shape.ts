import type { Day, PartEstimate, Result } from '@assay/contract';
import type { MetricOf } from '../definition.ts';
import type { SlotCells, CellParts } from '../evaluate/cell.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import type { PlainCounts } from '../event-rate/read.ts';
import type { Layout } from '../plan/slot.ts';
import type { Shape } from '../shape.ts';
import { amount, readerOf } from '../evaluate/cell.ts';
import { toEstimate } from '../evaluate/number.ts';
import { countCaveats } from '../event-rate/estimate.ts';
import { countsOf, noCounts } from '../event-rate/read.ts';
import { sliceAt } from '../plan/slice-at.ts';
import { openMeasures, openRows, stillOpenCounts } from './statement.ts';

function read(result: Result, layout: Layout): SlotCells<PlainCounts> {
  const value = readerOf(result);
  const measures = openMeasures(layout);
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
  read,
  none: noCounts,
  holdsRows: ({ rows, leftOut }) => rows > 0 || Object.values(leftOut).some((count) => count > 0),
  estimate,
  behind: openRows,
};
