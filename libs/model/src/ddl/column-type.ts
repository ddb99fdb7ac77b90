import type { Engine, LogicalType } from '@assay/contract';
import { AssayError } from '@assay/contract';
import type { Column, Digits } from '../column.ts';

type TypedColumn = Pick<Column, 'name' | 'type' | 'digits' | 'maxBytes'>;
type TypeName = string | ((column: TypedColumn) => string);

function digitsOf(column: TypedColumn): Digits {
  if (!column.digits) throw new AssayError('INTERNAL', `${column.name} is a decimal without digits.`);
  return column.digits;
}

const decimalAs = (name: string) => (column: TypedColumn) => `${name}(${digitsOf(column).join(',')})`;

/** NUMERIC holds 29 digits before and 9 after the point; what does not fit needs the wide type. */
function bigqueryDecimal(column: TypedColumn): string {
  const [precision, scale] = digitsOf(column);
  return precision - scale <= 29 && scale <= 9 ? 'NUMERIC' : 'BIGNUMERIC';
}

/** The only place that knows how an engine calls a type. Instants are UTC everywhere. */
const typeNames: Record<Engine, Record<LogicalType, TypeName>> = {
  duckdb: {
    str: 'VARCHAR',
    int: 'BIGINT',
    dec: decimalAs('DECIMAL'),
    flt: 'DOUBLE',
    bool: 'BOOLEAN',
    date: 'DATE',
    ts: 'TIMESTAMPTZ',
  },
  postgres: {
    str: 'TEXT',
    int: 'BIGINT',
    dec: decimalAs('NUMERIC'),
    flt: 'DOUBLE PRECISION',
    bool: 'BOOLEAN',
    date: 'DATE',
    ts: 'TIMESTAMPTZ',
  },
  redshift: {
    str: (column) => `VARCHAR(${column.maxBytes ?? 1024})`,
    int: 'BIGINT',
    dec: decimalAs('DECIMAL'),
    flt: 'DOUBLE PRECISION',
    bool: 'BOOLEAN',
    date: 'DATE',
    ts: 'TIMESTAMPTZ',
  },
  bigquery: {
    str: 'STRING',
    int: 'INT64',
    dec: bigqueryDecimal,
    flt: 'FLOAT64',
    bool: 'BOOL',
    date: 'DATE',
    ts: 'TIMESTAMP',
  },
  snowflake: {
    str: 'VARCHAR',
    int: 'NUMBER(38,0)',
    dec: decimalAs('NUMBER'),
    flt: 'FLOAT',
    bool: 'BOOLEAN',
    date: 'DATE',
    ts: 'TIMESTAMP_NTZ',
  },
  databricks: {
    str: 'STRING',
    int: 'BIGINT',
    dec: decimalAs('DECIMAL'),
    flt: 'DOUBLE',
    bool: 'BOOLEAN',
    date: 'DATE',
    ts: 'TIMESTAMP',
  },
};

/** The engine's type of a column, e.g. `DECIMAL(18,6)`. */
export function columnType(engine: Engine, column: TypedColumn): string {
  const name = typeNames[engine][column.type];
  return typeof name === 'string' ? name : name(column);
}
