import type { Role } from '@assay/contract';
import type { Column } from './column.ts';

export type TableKind = 'dim' | 'ref' | 'fact';

export const families = [
  'Dimensions',
  'Reference rates',
  'Labelling facts',
  'Model output facts',
  'Tracking facts',
  'Money facts',
] as const;
export type Family = (typeof families)[number];

/** One canonical table, as data. */
export interface Table<Name extends string = string, Columns extends readonly Column[] = readonly Column[]> {
  readonly name: Name;
  /** Its rows in words, in the plural. */
  readonly rows: string;
  readonly kind: TableKind;
  readonly family: Family;
  /** Without a core table at least one default dashboard is empty. */
  readonly core: boolean;
  /** `event` rows stay as the source said them, `snapshot` rows are rewritten as milestones fill in; `none` of dim and ref. */
  readonly changes: 'event' | 'snapshot' | 'none';
  readonly grain: string;
  readonly source: string;
  /** Anything else a reader must know, or null. */
  readonly note: string | null;
  /** Roles that may read the rows; null is everyone. */
  readonly readers: readonly Role[] | null;
  /** Every statement bounds this column; null where a table is read whole. */
  readonly partition: Columns[number]['name'] | null;
  readonly cluster: readonly Columns[number]['name'][];
  /** Its own columns, without the system columns that every table has. */
  readonly columns: Columns;
}

interface TableOptions<Name extends string, Columns extends readonly Column[]> extends Omit<
  Table<Name, Columns>,
  'note' | 'readers' | 'partition' | 'cluster'
> {
  readonly note?: string;
  readonly readers?: readonly Role[];
  readonly partition?: NoInfer<Columns[number]['name']>;
  readonly cluster: readonly NoInfer<Columns[number]['name']>[];
}

/** Partition and cluster columns that the table does not have fail the compile. */
export function table<const Name extends string, const Columns extends readonly Column[]>(
  options: TableOptions<Name, Columns>,
): Table<Name, Columns> {
  const { note = null, readers = null, partition = null, ...rest } = options;
  return { ...rest, note, readers, partition };
}
