import type { SqlFunctions } from '@assay/contract';
import { AssayError } from '@assay/contract';
import type { OperationNodeSource } from 'kysely';
import { sql } from 'kysely';
import type { KyselyDialect, SqlFragment } from './sql-dialect.ts';

/**
 * An engine's functions over text instead of the builder's expressions, for SQL that is written whole: rules of the model.
 * Arguments are expressions of our own, never values of a request.
 */
export function textFunctions(dialect: KyselyDialect): SqlFunctions<string> {
  const { functions } = dialect;
  const fragment = (text: string): SqlFragment => sql.raw(text);
  const written = (built: OperationNodeSource): string => {
    const { sql: text, parameters } = dialect.compile(built);
    if (parameters.length > 0) throw new AssayError('INTERNAL', 'A function of the dialect needs a parameter.');
    return text;
  };
  return {
    dayOf: (instant, zone, offsets) => written(functions.dayOf(fragment(instant), zone, offsets)),
    bucketOf: (day, grain) => written(functions.bucketOf(fragment(day), grain)),
    countIf: (condition) => written(functions.countIf(fragment(condition))),
    sumIf: (condition, value) => written(functions.sumIf(fragment(condition), fragment(value))),
    cast: (value, type) => written(functions.cast(fragment(value), type)),
    concat: (...values) => written(functions.concat(...values.map(fragment))),
    lower: (value) => written(functions.lower(fragment(value))),
    joinSorted: (value, separator) => written(functions.joinSorted(fragment(value), separator)),
    replace: (value, from, to) => written(functions.replace(fragment(value), from, to)),
    multiply: (a, b) => written(functions.multiply(fragment(a), fragment(b))),
    same: (a, b) => written(functions.same(fragment(a), fragment(b))),
    flag: (condition) => written(functions.flag(fragment(condition))),
    nullsLast: (value, direction) => written(functions.nullsLast(fragment(value), direction)),
    daysBetween: (from, to) => written(functions.daysBetween(fragment(from), fragment(to))),
    secondsBetween: (from, to) => written(functions.secondsBetween(fragment(from), fragment(to))),
    addDays: (instant, days) => written(functions.addDays(fragment(instant), days)),
    laterDay: (day, days) => written(functions.laterDay(fragment(day), days)),
  };
}
