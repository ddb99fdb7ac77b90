import type { LogicalType } from '@assay/contract';

/** DuckDB's name of each logical type. A decimal without precision is money: six digits after the point. */
export const columnTypes = {
  str: 'varchar',
  int: 'bigint',
  dec: 'decimal(18, 6)',
  flt: 'double',
  bool: 'boolean',
  date: 'date',
  ts: 'timestamptz',
} as const satisfies Record<LogicalType, string>;
