import { stateSchema } from '@assay/model';
import type { Reason } from '../check/reasons.ts';
import { str } from '../named-parameters.ts';
import type { NamedValues } from '../named-parameters.ts';
import type { QuarantinedRecord } from '../receipt.ts';
import type { Transaction } from '../transaction.ts';

const maxExamples = 20;

export interface QuarantineScope {
  readonly load: string;
  /** Line of a record; null where it is not known. */
  readonly lineOf: (record: number) => number | null;
  /** Relation of `_record` and `raw`, the record as JSON; null where there is none. */
  readonly raw: string | null;
  readonly secrets: NamedValues;
}

/** Keeps what was set aside: one row a finding, each with the record as it came. Returns the first. */
export async function keepQuarantine(transaction: Transaction, scope: QuarantineScope): Promise<readonly QuarantinedRecord[]> {
  await addLines(transaction, scope);
  const raws = scope.raw ?? 'select cast(null as bigint) as _record, cast(null as varchar) as raw';
  await transaction.run(
    `insert into ${stateSchema}.quarantine (load_id, record, line, column_name, reason, detail, raw)
    select :load, p.record, l.line, p.column_name, p.reason, p.detail, coalesce(raws.raw, rejected.raw)
    from problem p
    left join record_line l on l.record = p.record
    left join (${raws}) raws on raws._record = p.record
    left join rejected on rejected.record = p.record
    order by p.record, p.rowid`,
    { load: str(scope.load), ...scope.secrets },
  );
  const rows = await transaction.rows(
    `select p.record, min(l.line) as line, min_by(coalesce(p.column_name, ''), p.rowid) as column_name, min_by(p.reason, p.rowid) as reason,
      min_by(p.detail, p.rowid) as detail
    from problem p left join record_line l on l.record = p.record
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

async function addLines(transaction: Transaction, { lineOf }: QuarantineScope): Promise<void> {
  await transaction.run('create temp table record_line (record bigint, line bigint)');
  const rows = await transaction.rows('select distinct record from problem where record is not null');
  const lines = rows.map(({ record }) => [Number(record), lineOf(Number(record))]);
  const columns = [
    { name: 'record', type: 'int' },
    { name: 'line', type: 'int' },
  ] as const;
  if (lines.length > 0) await transaction.append('record_line', columns, lines);
}
