import type { RawBuilder } from 'kysely';
import type { TableName } from '@assay/model';
import { columnsOf, historyName } from '@assay/model';
import { sql } from 'kysely';
import { value } from './dialect.ts';

/** Where the rows of a canonical table are read from; stands before an alias. */
export type Tables = (name: TableName) => RawBuilder<unknown>;

/** A word of the model, so written as it is; an engine that folds names folds it like those of its DDL. */
const current: Tables = (name) => sql.raw(name);

/**
 * The tables as they are, or, with an instant (ISO 8601, UTC), as they were then: rows that were in force already and
 * still are, and those that were superseded only later (model.md 1).
 */
export function tablesAsOf(asOf: string | null): Tables {
  if (asOf === null) return current;
  return (name) => {
    const columns = sql.join(columnsOf(name).map((column) => sql.ref(column.name)));
    const at = value('ts', asOf);
    return sql`(
      select ${columns} from ${current(name)} where ingested_at <= ${at}
      union all
      select ${columns} from ${sql.raw(historyName(name))} where ingested_at <= ${at} and superseded_at > ${at}
    )`;
  };
}
