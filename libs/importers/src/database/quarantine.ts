import { stateSchema } from '@assay/model';
import type { Reason } from '../check/reasons.ts';
import { str } from '../named-parameters.ts';
import type { NamedValues } from '../named-parameters.ts';
import type { QuarantinedRecord } from '../receipt.ts';
import type { Transaction } from '../transaction.ts';

const maxExamples = 20;

export interface WrongScope {
  /** Relation of the records at fault (`_record`, `line`, `raw`). */
  readonly raw: string;
  readonly secrets: NamedValues;
}

/** Puts the records at fault aside as they came, so that what was read of the others can go. */
export async function keepWrong(transaction: Transaction, { raw, secrets }: WrongScope): Promise<void> {
  // Where nothing is wrong nothing is looked up.
  const isWrong = (await transaction.count('select count(*) from problem where record is not null')) > 0;
  const found = isWrong ? ` union all select _record, line, raw from (${raw})` : '';
  await transaction.run(`create temp table wrong_record as select record, line, raw from rejected${found}`, secrets);
}

/** Keeps what was set aside: one row a finding, each with the record as it came. Returns the first. */
export async function keepQuarantine(transaction: Transaction, load: string): Promise<readonly QuarantinedRecord[]> {
  await transaction.run(
    `insert into ${stateSchema}.quarantine (load_id, record, line, column_name, reason, detail, raw)
    select :load, p.record, w.line, p.column_name, p.reason, p.detail, w.raw
    from problem p left join wrong_record w on w.record = p.record
    order by p.record, p.rowid`,
    { load: str(load) },
  );
  return await firstOf(transaction);
}

async function firstOf(transaction: Transaction): Promise<readonly QuarantinedRecord[]> {
  const rows = await transaction.rows(
    `select p.record, any_value(w.line) as line, min_by(coalesce(p.column_name, ''), p.rowid) as column_name,
      min_by(p.reason, p.rowid) as reason, min_by(p.detail, p.rowid) as detail
    from problem p left join wrong_record w on w.record = p.record
    group by p.record order by p.record nulls last limit ${maxExamples}`,
  );
  return rows.map((row) => ({
    record: row['record'] === null ? null : Number(row['record']),
    line: row['line'] === null ? null : Number(row['line']),
    column: row['column_name'] === '' ? null : String(row['column_name']),
    reason: String(row['reason']) as Reason,
    detail: String(row['detail']),
  }));
}
