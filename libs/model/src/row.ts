import type { Day, LogicalType } from '@assay/contract';
import type { Column } from './column.ts';
import type { systemColumns } from './system-columns.ts';
import type { TableName, tables } from './registry.ts';

/** `dec` is decimal text, never a float; `ts` is ISO 8601 in UTC. */
interface ValueOfType<Code extends string> {
  readonly str: Code;
  readonly int: number;
  readonly dec: string;
  readonly flt: number;
  readonly bool: boolean;
  readonly date: Day;
  readonly ts: string;
}

type ValueOf<C extends Column> =
  C extends Column<string, infer Type extends LogicalType, infer Code, infer Required>
    ? ValueOfType<Code>[Type] | (Required extends true ? never : null)
    : never;

/** Rows of a list of columns, by name. */
export type RowOf<Columns extends readonly Column[]> = {
  readonly [C in Columns[number] as C['name']]: ValueOf<C>;
};

/** A row of a canonical table by its own columns. Null is not known; only required columns refuse it. */
export type Row<Name extends TableName> = RowOf<(typeof tables)[Name]['columns']>;

export type SystemRow = RowOf<typeof systemColumns>;

/** A row as it lies in a database. */
export type StoredRow<Name extends TableName> = Row<Name> & SystemRow;
