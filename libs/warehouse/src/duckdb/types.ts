import type {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBValue,
} from '@duckdb/node-api';
import { DuckDBTypeId } from '@duckdb/node-api';
import type { LogicalType, ResultColumn } from '@assay/contract';
import { AssayError } from '@assay/contract';
import { dayText, decimalText, instantText, integerText } from '../core/exact-text.ts';

type Cell = ResultColumn['values'][number];

/** How a DuckDB type arrives: its logical type, and one value of it made exact. */
interface Reading {
  readonly type: LogicalType;
  readonly read: (value: DuckDBValue) => Cell;
}

const integer: Reading = {
  type: 'int',
  read: (value) => (typeof value === 'bigint' ? integerText(value) : (value as number)),
};
const float: Reading = { type: 'flt', read: (value) => value as number };
/** Known loss: the SDK's decoder drops a byte order mark (U+FEFF) at the start of a text. */
const text: Reading = { type: 'str', read: (value) => value as string };

const readings: Partial<Record<DuckDBTypeId, Reading>> = {
  [DuckDBTypeId.BOOLEAN]: { type: 'bool', read: (value) => value as boolean },
  [DuckDBTypeId.TINYINT]: integer,
  [DuckDBTypeId.SMALLINT]: integer,
  [DuckDBTypeId.INTEGER]: integer,
  [DuckDBTypeId.BIGINT]: integer,
  [DuckDBTypeId.UTINYINT]: integer,
  [DuckDBTypeId.USMALLINT]: integer,
  [DuckDBTypeId.UINTEGER]: integer,
  [DuckDBTypeId.UBIGINT]: integer,
  [DuckDBTypeId.HUGEINT]: integer,
  [DuckDBTypeId.UHUGEINT]: integer,
  [DuckDBTypeId.FLOAT]: float,
  [DuckDBTypeId.DOUBLE]: float,
  [DuckDBTypeId.VARCHAR]: text,
  [DuckDBTypeId.ENUM]: text,
  [DuckDBTypeId.DECIMAL]: {
    type: 'dec',
    read: (value) => {
      const { value: unscaled, scale } = value as DuckDBDecimalValue;
      return decimalText(unscaled, scale);
    },
  },
  [DuckDBTypeId.DATE]: { type: 'date', read: (value) => dayText((value as DuckDBDateValue).days) },
  // A TIMESTAMP without zone holds UTC: the session's zone is UTC, and so are the canonical tables.
  [DuckDBTypeId.TIMESTAMP]: { type: 'ts', read: (value) => instantText((value as DuckDBTimestampValue).micros) },
  [DuckDBTypeId.TIMESTAMP_TZ]: { type: 'ts', read: (value) => instantText((value as DuckDBTimestampTZValue).micros) },
};

/**
 * Throws for a type that has no exact place in a result: lists, structs, intervals, times, blobs, nanoseconds. Columns
 * are named by place, because the name of one without alias is the text of its expression.
 */
export function readingOf(typeId: DuckDBTypeId, index: number): Reading {
  const reading = readings[typeId];
  if (reading !== undefined) return reading;
  throw new AssayError(
    'WAREHOUSE_SYNTAX',
    `Column ${index + 1} has the type ${DuckDBTypeId[typeId]}, which a result cannot hold.`,
    {
      hint: 'Cast it in the query, e.g. to varchar, timestamptz or decimal.',
    },
  );
}

/** The logical type a column of a table holds; null where it holds none. */
export function logicalTypeOf(typeId: DuckDBTypeId): LogicalType | null {
  return readings[typeId]?.type ?? null;
}

export function readColumn(name: string, reading: Reading, values: readonly DuckDBValue[]): ResultColumn {
  const cells = values.map((value) => (value === null ? null : reading.read(value)));
  // `read` gives what `type` promises; the table above is where the two are tied together.
  return { name, type: reading.type, values: cells } as ResultColumn;
}
