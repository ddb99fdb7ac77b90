import type { CountParts, Day, ProportionParts, Result } from '@assay/contract';

import type { CellParts, Reader, SlotCells } from '../evaluate/cell.ts';
import type { Layout } from '../plan/slot.ts';
import type { ModeColumns, ModeMetric } from './columns.ts';
import { amount, readerOf } from '../evaluate/cell.ts';
import { sliceAt } from '../plan/slice-at.ts';
import { modeColumns, sumNames } from './columns.ts';
import { modeDimension, withoutModes } from './statement.ts';

const nothing: CountParts = { rows: 0, sumX: 0, sumX2: 0, sumXM: 0 };

/** One row of the answer: all rows of a cell, or those of a mode in it. */
interface Line {
  readonly slot: number;
  readonly at: Day;
  readonly by: Readonly<Record<string, string | null>>;
  readonly mode: string | null;
  readonly environments: readonly [string | null, string | null];
  readonly parts: readonly ProportionParts[];
}

function partsAt(column: ModeColumns, index: number, read: (name: string) => number): ProportionParts {
  const n = sumNames(index);
  const byCode = (isNote: boolean): Record<string, number> =>
    Object.fromEntries(
      column.codes.filter((each) => each.isNote === isNote).map((each) => [each.code, read(each.column)]),
    );
  return {
    rows: read(n.rows),
    outside: read(n.outside),
    // One over the number of samples, summed over them: whole but for rounding.
    units: Math.round(read(n.units)),
    clusters: read(n.clusters),
    sumM: read(n.sumM),
    sumM2: read(n.sumM2),
    sumW2: read(n.sumW2),
    total: { rows: read(n.xRows), sumX: read(n.sumX), sumX2: read(n.sumX2), sumXM: read(n.sumXM) },
    counts: {},
    means: {},
    leftOut: byCode(false),
    noted: byCode(true),
  };
}

function lineAt(row: number, read: Reader, { plain, columns }: { plain: Layout; columns: readonly ModeColumns[] }) {
  const text = (column: string): string | null => read(column, row) as string | null;
  const slot = amount(read('slot', row));
  const line: Line = {
    slot,
    at: read('bucket', row) as Day,
    by: sliceAt(read, row, plain.slots[slot]),
    mode: text('mode'),
    environments: [text('guard_first'), text('guard_last')],
    parts: columns.map((column, index) => partsAt(column, index, (name) => amount(read(name, row)))),
  };
  return { line, isBase: amount(read('is_base', row)) === 1 };
}

const placeOf = ({ slot, at, by }: Line): string => JSON.stringify([slot, at, Object.entries(by).sort()]);

/**
 * Rows of the answer as cells: every mode seen in a slot is a slice of it, also where nothing had it in a period. Beside them
 * lies a cell that no mode has any part of, for those that are seen elsewhere only.
 */
export function readFailureModes(result: Result, layout: Layout): SlotCells<ProportionParts> {
  const read = readerOf(result);
  const columns = layout.metrics.map((metric, index) => modeColumns(metric as ModeMetric, index));
  const plain = withoutModes(layout);
  const lines = Array.from({ length: result.rowCount }, (_, row) => lineAt(row, read, { plain, columns }));
  const ofModes = Map.groupBy(
    lines.filter(({ isBase }) => !isBase).map(({ line }) => line),
    ({ slot }) => slot,
  );
  const cells: CellParts<ProportionParts>[][] = layout.slots.map(() => []);
  for (const { line, isBase } of lines) {
    if (!isBase) continue;
    const slot = layout.slots[line.slot];
    const { by } = line;
    const cell = (parts: readonly ProportionParts[], slice: Line['by']): CellParts<ProportionParts> => ({
      at: line.at,
      by: slice,
      environments: line.environments,
      parts: new Map(layout.metrics.map(({ id }, index) => [id, parts[index] as ProportionParts])),
    });
    if (!slot?.splits.includes(modeDimension)) {
      cells[line.slot]?.push(cell(line.parts, by));
      continue;
    }
    const modes = ofModes.get(line.slot) ?? [];
    const here = new Map(modes.filter((each) => placeOf(each) === placeOf(line)).map((each) => [each.mode, each]));
    const partsWith = (found: Line | undefined) =>
      line.parts.map((base, index) => ({ ...base, total: found?.parts[index]?.total ?? nothing }));
    cells[line.slot]?.push(cell(partsWith(undefined), by));
    for (const mode of new Set(modes.map((each) => each.mode))) {
      cells[line.slot]?.push(cell(partsWith(here.get(mode)), { ...by, [modeDimension]: mode }));
    }
  }
  return cells;
}
