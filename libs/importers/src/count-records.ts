import { AssayError } from '@assay/contract';
import type { Reason } from './check/reasons.ts';
import type { LoadReceipt } from './receipt.ts';
import type { Merged } from './merge/merge.ts';
import { changeTable } from './stage/columns.ts';
import type { Transaction } from './transaction.ts';

export type RecordCounts = Pick<LoadReceipt, 'read' | 'loaded' | 'unchanged' | 'quarantined' | 'ignored' | 'reasons'>;

export interface CountScope {
  readonly merged: Merged;
  /** Of `validate`. */
  readonly isWhole: boolean;
  /** Records of the source, counted when it was read. */
  readonly read: number;
  /** Relation of all numbered records of the source (`_record`). */
  readonly records: string;
}

/** Every record of the source falls into one place; INTERNAL if they do not add up to what was read. */
export async function countRecords(transaction: Transaction, scope: CountScope): Promise<RecordCounts> {
  if (scope.isWhole && isAllNew(scope.merged)) return await allLoaded(transaction, scope.read);
  await transaction.run(`create temp table outcome as ${outcomes(scope)}`);
  const rows = await transaction.rows('select outcome, reason, count(*) as n from outcome group by all order by all');
  const sum = (name: string) =>
    rows.filter((row) => row['outcome'] === name).reduce((total, row) => total + Number(row['n']), 0);
  const [loaded, unchanged, quarantined, ignored] = ['loaded', 'unchanged', 'quarantined', 'ignored'].map(sum) as [
    number,
    number,
    number,
    number,
  ];
  if (loaded + unchanged + quarantined + ignored !== scope.read) {
    throw new AssayError('INTERNAL', 'The records of the load do not add up, so nothing of it was kept.');
  }
  const reasons = Object.fromEntries(
    rows.flatMap(({ reason, n }) => (reason === null ? [] : [[String(reason) as Reason, Number(n)]])),
  );
  return { read: scope.read, loaded, unchanged, quarantined, ignored, reasons };
}

/** No row was there before as it came. */
function isAllNew({ counts }: Merged): boolean {
  return Object.values(counts).every(({ unchanged }) => unchanged === 0);
}

/** What gave rows is loaded: nothing need be asked record by record. */
async function allLoaded(transaction: Transaction, read: number): Promise<RecordCounts> {
  const loaded = await transaction.count('select count(*) from given_record');
  const ignored = read - loaded;
  const reasons = ignored === 0 ? {} : { no_rows: ignored };
  return { read, loaded, unchanged: 0, quarantined: 0, ignored, reasons };
}

/** One row a record: what became of it, and why where it was set aside or ignored. */
function outcomes({ merged, records }: CountScope): string {
  const changes = merged.tables.map((table) => `select _record, _change from ${changeTable(table)}`);
  if (changes.length === 0) changes.push(`select null as _record, null as _change limit 0`);
  return `
    with wrong as (
      select record as _record, min_by(reason, rowid) as reason from problem where record is not null group by record
    ), kept as (
      select _record, bool_or(_change <> 'unchanged') as has_changed from (${changes.join(' union all ')}) group by _record
    ),
    everyone as (select _record from (${records}) union select _record from wrong)
    select e._record,
      case when w._record is not null then 'quarantined' when k.has_changed then 'loaded' when k._record is not null then 'unchanged'
        else 'ignored' end as outcome,
      case when w._record is not null then w.reason when k._record is not null then null
        when p.record is not null then p.reason when old._record is not null then 'older' when g._record is not null then 'repeat' else 'no_rows' end as reason
    from everyone e
    left join wrong w on w._record = e._record
    left join kept k on k._record = e._record
    left join (select record, any_value(reason) as reason from passed_over group by record) p on p.record = e._record
    left join given_record g on g._record = e._record
    left join (select distinct _record from older_record) old on old._record = e._record`;
}
