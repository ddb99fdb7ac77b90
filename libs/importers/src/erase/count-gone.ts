import type { TableName } from '@assay/model';
import { historyName, stateSchema } from '@assay/model';
import type { NamedValues } from '../named-parameters.ts';
import { str, ts } from '../named-parameters.ts';
import { quoteName } from '../quote.ts';
import type { Transaction } from '../transaction.ts';

export interface Going {
  /** Which rows of a table and of its history will be gone: what follows their name in a `from`. */
  readonly which: string;
  readonly values?: NamedValues;
  readonly now: string;
}

/** Keeps how many rows were in force from when to when before they go for ever, so that a replay can say how many it lacks. */
export async function countGone(transaction: Transaction, table: TableName, going: Going): Promise<void> {
  const { which, values = {}, now } = going;
  await transaction.run(
    `insert into ${stateSchema}.erasures (erased_at, table_name, in_force_from, in_force_to, row_count)
    select :now, :table, ingested_at, superseded_at, count(*) from (
      select ingested_at, superseded_at, voided_at from main.${quoteName(historyName(table))} ${which}
      union all select ingested_at, null, voided_at from main.${quoteName(table)} ${which}
    ) where voided_at is null group by all`,
    { ...values, now: ts(now), table: str(table) },
  );
}
