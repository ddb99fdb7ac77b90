import type { Capabilities } from '@assay/contract';

export interface DuckdbConfig {
  /** Path of the database file, or `:memory:`. */
  readonly path: string;
  /**
   * `load` opens the file read-write and owns it: no other process can open it meanwhile, `query` still only reads.
   * `read` opens it read-only: several processes may do so at once, but none of them while an owner has it open.
   */
  readonly access: 'read' | 'load';
  /** The only folder DuckDB may read from and write to beside its own file; it also spills to it. Must exist. */
  readonly spool: string;
  /** Single files that may be read too, e.g. the file to load. */
  readonly readableFiles?: readonly string[];
  /** As DuckDB writes it, e.g. `2GB`. Without it DuckDB takes 80 % of the machine. */
  readonly memoryLimit?: string;
  /** Worker threads. Without it one a core. */
  readonly threads?: number;
  /** For a process that loads and asks little: statements of loads are left to the worker threads, see `executedAside`. */
  readonly loadsAside?: boolean;
  /**
   * Rows of a row group that is written, a multiple of 2,048; 122,880 without it. Threads share work by row groups, so
   * tables of some hundred thousand rows are written and read faster in smaller ones.
   */
  readonly rowsPerGroup?: number;
}

export const duckdbCapabilities: Capabilities = {
  dryRun: false,
  cancel: true,
  readOnlySession: true,
  history: true,
  maxParameters: 65_535,
};
