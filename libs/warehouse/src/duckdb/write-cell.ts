import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import {
  DuckDBDateValue,
  DuckDBDecimalType,
  DuckDBDecimalValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTypeId,
} from '@duckdb/node-api';
import type { AppendColumn, Parameter } from '@assay/contract';
import { AssayError } from '@assay/contract';
import {
  exactBoolean,
  exactDay,
  exactDecimal,
  exactFloat,
  exactInstant,
  exactInteger,
  exactText,
} from '../core/exact-values.ts';
import { logicalTypeOf } from './types.ts';

type Value = Exclude<Parameter['value'], null>;
type Write = (value: Value) => DuckDBValue;

const bits = {
  [DuckDBTypeId.TINYINT]: 8,
  [DuckDBTypeId.SMALLINT]: 16,
  [DuckDBTypeId.INTEGER]: 32,
} as const;

function smallInteger(width: number): Write {
  return (value) => Number(fitting(exactInteger(value), width));
}

function largeInteger(width: number): Write {
  return (value) => fitting(exactInteger(value), width);
}

function fitting(value: bigint, width: number): bigint {
  if (BigInt.asIntN(width, value) === value) return value;
  throw new AssayError('PARAM_INVALID', `The number does not fit into ${width} bits.`);
}

/** Never rounds: digits the column cannot hold are an error, unless they are zeros. */
function decimal(type: DuckDBDecimalType): Write {
  const limit = 10n ** BigInt(type.width);
  return (value) => {
    const { unscaled, scale } = exactDecimal(value);
    const scaled = rescaled(unscaled, type.scale - scale);
    if (scaled === null || scaled >= limit || scaled <= -limit) {
      throw new AssayError('PARAM_INVALID', `The number does not fit into decimal(${type.width}, ${type.scale}).`);
    }
    return new DuckDBDecimalValue(scaled, type.width, type.scale);
  };
}

function rescaled(unscaled: bigint, places: number): bigint | null {
  if (places >= 0) return unscaled * 10n ** BigInt(places);
  const divisor = 10n ** BigInt(-places);
  return unscaled % divisor === 0n ? unscaled / divisor : null;
}

const writes: Partial<Record<DuckDBTypeId, Write>> = {
  [DuckDBTypeId.BOOLEAN]: exactBoolean,
  [DuckDBTypeId.TINYINT]: smallInteger(bits[DuckDBTypeId.TINYINT]),
  [DuckDBTypeId.SMALLINT]: smallInteger(bits[DuckDBTypeId.SMALLINT]),
  [DuckDBTypeId.INTEGER]: smallInteger(bits[DuckDBTypeId.INTEGER]),
  [DuckDBTypeId.BIGINT]: largeInteger(64),
  [DuckDBTypeId.HUGEINT]: largeInteger(128),
  [DuckDBTypeId.DOUBLE]: exactFloat,
  [DuckDBTypeId.VARCHAR]: exactText,
  [DuckDBTypeId.DATE]: (value) => new DuckDBDateValue(exactDay(value)),
  [DuckDBTypeId.TIMESTAMP]: (value) => new DuckDBTimestampValue(exactInstant(value)),
  [DuckDBTypeId.TIMESTAMP_TZ]: (value) => new DuckDBTimestampTZValue(exactInstant(value)),
};

/** How cells of `given` are written into a column of the table; the two have to be of the same logical type. */
export function writerOf(given: AppendColumn, type: DuckDBType): Write {
  const write = type instanceof DuckDBDecimalType ? decimal(type) : writes[type.typeId];
  if (write !== undefined && logicalTypeOf(type.typeId) === given.type) return write;
  throw new AssayError(
    'WAREHOUSE_SYNTAX',
    `The column ${given.name} of the table does not hold values of type ${given.type}.`,
  );
}
