import type { Parameter } from '@assay/contract';
import { checkParameter, isParameter } from './parameter.ts';

/**
 * Types a value that came through Kysely without a type: text, numbers, booleans and null are unambiguous enough for
 * queries written by hand. Anything else, dates above all, has to be a Parameter.
 */
export function parameterOf(value: unknown): Parameter {
  if (isParameter(value)) return value;
  switch (typeof value) {
    case 'string':
      return { type: 'str', value };
    case 'boolean':
      return { type: 'bool', value };
    case 'bigint':
      return { type: 'int', value: value.toString() };
    case 'number':
      return { type: Number.isSafeInteger(value) ? 'int' : 'flt', value };
    default:
      return value === null ? { type: 'str', value } : checkParameter(value);
  }
}
