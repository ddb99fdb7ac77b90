import type { Parameter } from '@assay/contract';
import type { TableName } from '@assay/model';
import type { Recipe } from './recipe/recipe.ts';
import type { ToolFile } from './tools/recognise.ts';

/** A flat file read by a recipe. A Parquet file must be among those that the database was opened to read. */
export interface FileSource {
  readonly kind: 'file';
  /** Path as the person gave it: what errors and the receipt call it. */
  readonly file: string;
  /** Where it lies, when `file` does not say so from the process's own working directory. */
  readonly path?: string;
  readonly recipe: Recipe;
  /** What `--set` gave. */
  readonly settings: Readonly<Record<string, string>>;
}

/** An export with nesting, read by the importer of its tool. */
export interface ToolSource {
  readonly kind: 'tool';
  /** Path as the person gave it. */
  readonly file: string;
  /** What it was recognised as. */
  readonly export: ToolFile;
  /** What `--set` gave. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Canonical rows that are made in memory. */
export interface RowSource {
  readonly kind: 'rows';
  /** What the receipt calls it, where a file has its path. */
  readonly file: string;
  /** What `source_system` says of its rows. */
  readonly source: string;
  /** Read once, in order. Batches of one table may come in pieces and between others. */
  readonly batches: AsyncIterable<RowBatch> | Iterable<RowBatch>;
}

export interface RowBatch {
  readonly table: TableName;
  /** Columns the rows give, in the order of the cells; the same for every batch of a table. */
  readonly columns: readonly string[];
  readonly rows: Iterable<GivenRow>;
}

export interface GivenRow {
  /** Number of the source record from 1, which may fan out to rows of several tables; null for a row of no single record. */
  readonly record: number | null;
  /** In the shape of a Parameter's value. People and hashed texts are given plain. */
  readonly cells: readonly Parameter['value'][];
}

/**
 * Rows that selects make inside the database, in the model's own types: the built-in sample. Text would have to be
 * written, checked cell by cell and read back only to arrive at the same value, so that step alone is left out: what
 * a type cannot say (required, codes, times, finite numbers, keys, references) is checked as for any source, and people
 * and texts are hashed by the loader.
 */
export interface SelectSource {
  readonly kind: 'selects';
  /** What the receipt calls it, where a file has its path. */
  readonly file: string;
  /** What `source_system` says of its rows. */
  readonly source: string;
  /** Run first, in order: they make the temporary tables that the selects read. `contentUri` and `hashed` may stand in them. */
  readonly prepare: readonly string[];
  readonly selects: readonly TableSelect[];
}

export interface TableSelect {
  readonly table: TableName;
  /**
   * One select, which gives the same rows whenever it is run. Gives columns that a source may fill, `_record`, the number
   * of the source record from 1, and `_row`, a number of each row in the table: the record's where it has but one.
   */
  readonly sql: string;
  /** Columns of it that are hashes of people or texts already; all others are hashed by the loader. */
  readonly hashed?: readonly string[];
}

export type Source = FileSource | ToolSource | RowSource | SelectSource;
