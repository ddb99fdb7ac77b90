import type { TableName } from '@assay/model';
import { str } from '../named-parameters.ts';
import { stageTable } from '../stage/columns.ts';
import type { Transaction } from '../transaction.ts';

/** What is wrong, one row a finding. `record` is null for a row that stands for no single record. */
export async function createProblems(transaction: Transaction): Promise<void> {
  await transaction.run(`create temp table problem (
    table_name varchar, row_number bigint, record bigint, column_name varchar, reason varchar, detail varchar)`);
}

/** Records that could not be read are problems like any other. */
export async function addRejected(transaction: Transaction): Promise<void> {
  await transaction.run(`insert into problem select null, null, record, null, 'MALFORMED', detail from rejected`);
}

/** A record is loaded whole or not at all: one bad row takes all rows of its record, in every table, with it. */
export async function dropProblems(transaction: Transaction, staged: readonly TableName[]): Promise<void> {
  if ((await transaction.count('select count(*) from problem')) === 0) return;
  for (const table of staged) {
    await transaction.run(
      `delete from ${stageTable(table)} where _record in (select record from problem where record is not null)
        or _row in (select row_number from problem where table_name = :name)`,
      { name: str(table) },
    );
  }
}
