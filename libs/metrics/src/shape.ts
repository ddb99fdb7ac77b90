import type { DayRange, Result } from '@assay/contract';
import type { RawBuilder } from 'kysely';
import type { MetricDefinition } from './definition.ts';
import type { End } from './at-ends/ends.ts';
import type { CellParts, SlotCells } from './evaluate/cell.ts';
import type { EstimateContext, Evaluated } from './evaluate/number.ts';
import type { Slice } from './evaluate/question-cells.ts';
import type { InstantBounds } from './plan/bounds.ts';
import type { Layout } from './plan/slot.ts';
import type { Staged } from './plan/staged.ts';
import type { StatementScope } from './plan/statement-scope.ts';

/** Rows of a relation built for some bounds, and the condition on its columns. */
export interface RowsBehind {
  readonly bounds: InstantBounds;
  readonly where: RawBuilder<boolean>;
  /** Instants at which the rows are looked at, of a relation that has them as they were then. */
  readonly ends?: readonly End[];
}

/**
 * A way to read a fact: which additive parts SQL returns for every slot of a layout, and what becomes of them. Metrics of
 * one shape, fact and grade basis share a statement. `Parts` is what the statement says of one metric in one cell.
 */
export interface Shape<Metric extends MetricDefinition = MetricDefinition, Parts = unknown> {
  /** Tells shapes apart. */
  readonly id: string;
  /**
   * Columns `slot`, `bucket`, a split column each split, `guard_first`, `guard_last`, and the parts. Bounded by the layout's
   * days. In stages where what it sums first can be kept for other periods and filters.
   */
  statement(layout: Layout, scope: StatementScope): RawBuilder<unknown> | Staged;
  read(result: Result, layout: Layout): SlotCells<Parts>;
  /** Parts of a cell that holds nothing. */
  readonly none: Parts;
  /** False where a cell holds rows of other metrics only. */
  holdsRows(parts: Parts): boolean;
  /** Which slices of the cells of a question, split by some dimensions, are slices of its answer; all where this is not said. */
  answered?(metric: Metric, cells: readonly CellParts<Parts>[], by: readonly string[]): (slice: Slice) => boolean;
  /** The slice whose cell says what there is of one that has no cell of its own. */
  wholeOf?(slice: Slice): Slice;
  /** The number a reader may trust. Pure. */
  estimate(metric: Metric, parts: Parts, context: EstimateContext): Evaluated;
  /** What can only be said of all slices of a period together; in their order. Pure. */
  together?(slices: readonly Evaluated[]): readonly Evaluated[];
  /** Which rows are behind a number of some days, where they are not simply those dated in them. */
  behind?(metric: Metric, range: DayRange, scope: StatementScope): RowsBehind;
}

/** Whether parts are of any row at all, counted or left out. */
export const holdsCounts = ({
  rows,
  leftOut,
}: {
  readonly rows: number;
  readonly leftOut: Readonly<Record<string, number>>;
}): boolean => rows > 0 || Object.values(leftOut).some((count) => count > 0);
