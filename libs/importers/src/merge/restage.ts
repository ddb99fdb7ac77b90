import type { TableName } from '@assay/model';
import { primaryKeyOf } from '@assay/model';
import { nameList, quoteName } from '../quote.ts';
import { derivedView, flagTable, stageTable, stagedColumnsOf } from '../stage/columns.ts';
import type { Transaction } from '../transaction.ts';
import { isEmpty } from './is-empty.ts';

/** A column that is worked out: expressions over the row `a`. */
export interface DerivedColumn {
  readonly value: string;
  /** What it is in most rows; may refer to `a` alone. Only rows in which it is not are written down. */
  readonly mostly: string;
}

export interface Restaging {
  /** Condition over the current row `c`: it may have to change with what is staged. */
  readonly isTouched: string;
  readonly derived: Readonly<Record<string, DerivedColumn>>;
  /** Further columns, for what comes after the merge. */
  readonly extra?: Readonly<Record<string, DerivedColumn>>;
  /** Common table expressions: `touched` ones before, others over `affected`. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** What the expressions need beside `a`; must keep each of its rows once. */
  readonly joins: string;
}

/**
 * Works out the derived columns of the staged rows of a table, and of current rows that they may change: these come into
 * the stage without a row number, so that the merge compares them like any other. The rows stay where they are; what is
 * derived lies beside them, and `derived_<table>` gives both.
 */
export async function restage(transaction: Transaction, table: TableName, work: Restaging): Promise<void> {
  await bringAlong(transaction, table, work);
  await writeFlags(transaction, table, work);
  await createView(transaction, table, work);
}

/**
 * Where the table is empty nothing can come along. Which rows may is asked by itself: its joins over millions of keys,
 * together with those of the rows that come, would not fit into a load's memory.
 */
async function bringAlong(transaction: Transaction, table: TableName, work: Restaging): Promise<void> {
  if (await isEmpty(transaction, table)) return;
  const stage = stageTable(table);
  const key = nameList(primaryKeyOf(table));
  const columns = ['source_system', 'is_test', ...stagedColumnsOf(table).map((column) => column.name)];
  const touched = `touched_${table}`;
  await transaction.run(`create temp table ${touched} as
    with ${work.before.join(',\n    ')}
    select ${nameList(primaryKeyOf(table), 'c.')} from main.${quoteName(table)} c
    where c.voided_at is null and (${work.isTouched})`);
  await transaction.run(`insert into ${stage} (${nameList(columns)})
    select ${nameList(columns, 'c.')} from main.${quoteName(table)} c
    join (select ${key} from ${touched} anti join ${stage} using (${key})) coming using (${key})`);
  await transaction.run(`drop table ${touched}`);
}

async function writeFlags(transaction: Transaction, table: TableName, work: Restaging): Promise<void> {
  const columns = flagsOf(work);
  const pairs = columns.map(
    ([name, { value, mostly }]) => `${value} as ${quoteName(name)}, ${mostly} as ${quoteName(mostName(name))}`,
  );
  const differs = columns.map(([name]) => `${quoteName(name)} is distinct from ${quoteName(mostName(name))}`);
  // Read in place: written down as a whole it would be a second stage.
  const affected = `affected as not materialized (select rowid as _place, * from ${stageTable(table)})`;
  await transaction.run(`create temp table ${flagTable(table)} as
    with ${[affected, ...work.after].join(',\n    ')}
    select _place, ${nameList(columns.map(([name]) => name))}
    from (select a._place, ${pairs.join(', ')} from affected a ${work.joins}) where ${differs.join(' or ')}`);
}

async function createView(transaction: Transaction, table: TableName, work: Restaging): Promise<void> {
  const flag = (name: string, { mostly }: DerivedColumn) =>
    `case when f._place is null then ${mostly} else f.${quoteName(name)} end as ${quoteName(name)}`;
  const own = stagedColumnsOf(table).map(({ name }) => {
    const derived = work.derived[name];
    return derived === undefined ? `a.${quoteName(name)}` : flag(name, derived);
  });
  const extra = Object.entries(work.extra ?? {}).map(([name, column]) => flag(name, column));
  await transaction.run(`create temp view ${derivedView(table)} as
    select a._row, a._record, a.source_system, a.is_test, ${[...own, ...extra].join(', ')}
    from ${stageTable(table)} a left join ${flagTable(table)} f on f._place = a.rowid`);
}

function flagsOf({ derived, extra = {} }: Restaging): readonly (readonly [name: string, column: DerivedColumn])[] {
  return [...Object.entries(derived), ...Object.entries(extra)];
}

const mostName = (name: string) => `_most_${name}`;
