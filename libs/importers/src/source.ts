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

/** Canonical rows that are made in memory, such as the built-in sample. */
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

export type Source = FileSource | ToolSource | RowSource;
