import type { LogicalType } from '@assay/contract';
import type { Column } from '@assay/model';
import { columnType } from '@assay/model';

/** How text becomes a value of a logical type: `column` is an SQL expression of text that is not null. */
interface CellType {
  readonly fits: (text: string, column: Column) => string;
  readonly expected: string;
}

const matches = (text: string, pattern: string) => `regexp_full_match(${text}, '${pattern}')`;

function casts(text: string, column: Column): string {
  return `try_cast(${text} as ${columnType('duckdb', column)}) is not null`;
}

/**
 * Stricter than the engine's casts, which round `1.5` to a whole number, cut a third decimal of money and take "nan".
 * A whole number may end in `.0`, as spreadsheets write it.
 */
export const cellTypes: Readonly<Record<LogicalType, CellType>> = {
  str: { fits: () => 'true', expected: 'text' },
  int: {
    fits: (text, column) => `${matches(text, '[+-]?[0-9]+([.]0+)?')} and ${casts(text, column)}`,
    expected: 'a whole number',
  },
  dec: {
    fits: (text, column) =>
      `${matches(text, `[+-]?[0-9]+([.][0-9]{0,${column.digits?.[1] ?? 0}}0*)?`)} and ${casts(text, column)}`,
    expected: 'a decimal number such as 1234.50',
  },
  flt: { fits: (text) => `coalesce(isfinite(try_cast(${text} as double)), false)`, expected: 'a number' },
  bool: { fits: casts, expected: 'true or false' },
  date: {
    fits: (text, column) => `${matches(text, '[0-9]{4}-[0-9]{2}-[0-9]{2}')} and ${casts(text, column)}`,
    expected: 'a day as YYYY-MM-DD',
  },
  ts: {
    fits: (text, column) => `${matches(text, '[0-9]{4}-[0-9]{2}-[0-9]{2}.*')} and ${casts(text, column)}`,
    expected: 'an instant such as 2026-11-16T09:30:00Z',
  },
};

/** The value of a text expression that has passed `fits`. */
export function castCell(text: string, column: Column): string {
  return column.type === 'str' ? text : `try_cast(${text} as ${columnType('duckdb', column)})`;
}
