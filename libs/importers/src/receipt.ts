import type { TableName } from '@assay/model';
import type { Reason } from './check/reasons.ts';
import type { TableCounts } from './merge/merge-rows.ts';

/** A record, or a row of no single record, that was set aside, with the first thing that is wrong with it. */
export interface QuarantinedRecord {
  readonly record: number | null;
  /** Its first line in the file; null where records are not lines. */
  readonly line: number | null;
  readonly column: string | null;
  readonly reason: Reason;
  readonly detail: string;
}

/** What became of the source records of one load: `read = loaded + unchanged + quarantined + ignored`, always. */
export interface LoadReceipt {
  /** As given. */
  readonly file: string;
  readonly source: string;
  /** Id of the load; null where nothing was kept (dry run, refused by `strict`). */
  readonly load: string | null;
  readonly read: number;
  /** Led to at least one new or changed row. */
  readonly loaded: number;
  /** Said what was known already. */
  readonly unchanged: number;
  /** Left out whole. */
  readonly quarantined: number;
  /** Brought no row of their own: repeats, older revisions, and records the recipe passes over. */
  readonly ignored: number;
  /** Records by reason; sums to quarantined + ignored. */
  readonly reasons: Readonly<Partial<Record<Reason, number>>>;
  readonly tables: Readonly<Partial<Record<TableName, TableCounts>>>;
  /** The first of what was set aside, in the order of the file. */
  readonly examples: readonly QuarantinedRecord[];
}
