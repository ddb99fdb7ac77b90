import type { RawBuilder } from 'kysely';
import type { Sql } from '../dialect.ts';
import { sql } from 'kysely';

/** Columns of a select, each on a line of its own. */
export const list = (columns: readonly Sql[]): RawBuilder<unknown> => sql.join(columns, sql`,\n      `);

/** Columns by their names, of one relation where it is told. */
export const refs = (names: readonly string[], of?: string): readonly RawBuilder<unknown>[] =>
  names.map((name) => sql.ref(of === undefined ? name : `${of}.${name}`));
