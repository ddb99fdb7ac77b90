import type { DuckDBPreparedStatement } from '@duckdb/node-api';
import { DuckDBDateValue, DuckDBDecimalValue, DuckDBTimestampTZValue } from '@duckdb/node-api';
import type { LogicalType, Parameter } from '@assay/contract';
import { AssayError } from '@assay/contract';
import {
  exactBoolean,
  exactDay,
  exactDecimal,
  exactFloat,
  exactInstant,
  exactInteger,
  exactText,
  wrongValue,
} from '../core/exact-values.ts';

type Value = Exclude<Parameter['value'], null>;
type Bind = (prepared: DuckDBPreparedStatement, place: number, value: Value) => void;

const maxWidth = 38;

const binds: Readonly<Record<LogicalType, Bind>> = {
  str: (prepared, place, value) => prepared.bindVarchar(place, exactText(value)),
  int: (prepared, place, value) => bindInteger(prepared, place, exactInteger(value)),
  dec: (prepared, place, value) => {
    const { unscaled, width, scale } = exactDecimal(value);
    if (width > maxWidth) throw wrongValue('dec');
    prepared.bindDecimal(place, new DuckDBDecimalValue(unscaled, width, scale));
  },
  flt: (prepared, place, value) => prepared.bindDouble(place, exactFloat(value)),
  bool: (prepared, place, value) => prepared.bindBoolean(place, exactBoolean(value)),
  date: (prepared, place, value) => prepared.bindDate(place, new DuckDBDateValue(exactDay(value))),
  ts: (prepared, place, value) => prepared.bindTimestampTZ(place, new DuckDBTimestampTZValue(exactInstant(value))),
};

/** Wider integers than 64 bits are bound as 128 bits, so that a comparison with them is false rather than an error. */
function bindInteger(prepared: DuckDBPreparedStatement, place: number, value: bigint): void {
  if (BigInt.asIntN(64, value) === value) prepared.bindBigInt(place, value);
  else if (BigInt.asIntN(128, value) === value) prepared.bindHugeInt(place, value);
  else throw wrongValue('int');
}

/**
 * Binds all parameters by position. DuckDB has no typed null: the compiler of the dialect casts nulls, a statement
 * written by hand has to do so itself where DuckDB cannot tell the type.
 */
export function bindParameters(prepared: DuckDBPreparedStatement, parameters: readonly Parameter[]): void {
  if (prepared.parameterCount !== parameters.length) {
    throw new AssayError(
      'WAREHOUSE_SYNTAX',
      `The statement has ${prepared.parameterCount} placeholders for ${parameters.length} parameters.`,
    );
  }
  parameters.forEach(({ type, value }, index) => {
    if (value === null) prepared.bindNull(index + 1);
    else binds[type](prepared, index + 1, value);
  });
}
