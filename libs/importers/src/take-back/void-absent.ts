import { AssayError } from '@assay/contract';
import type { TableName } from '@assay/model';
import { columnsOf, historyName, ownColumnsOf, primaryKeyOf, tables } from '@assay/model';
import { castCell } from '../check/cell-types.ts';
import type { LoadStamp } from '../merge/merge-rows.ts';
import { str, ts } from '../named-parameters.ts';
import { nameList, quoteName } from '../quote.ts';
import { goneTable, rawTable, stageTable } from '../stage/columns.ts';
import type { Given } from '../stage/stage-recipe.ts';
import type { Transaction } from '../transaction.ts';

/** What a file is the whole truth of: `task=checkout`, `batch=b-12`. Columns go without `_id`. */
export interface FullScope {
  readonly name: string;
  readonly value: string;
}

/** Where a table does not have the column itself, the row that it refers to may: by which column, in which table. */
const references = [
  ['task_version_id', 'dim_task'],
  ['work_item_id', 'fact_work_item'],
  ['output_id', 'fact_output'],
  ['case_version_id', 'dim_test_case'],
] as const satisfies readonly (readonly [string, TableName])[];

export interface Absent {
  /** Undefined where the file is not the whole of anything: then nothing is voided. */
  readonly scope: FullScope | undefined;
  readonly source: string;
  readonly stamp: LoadStamp;
}

/**
 * Voids the current rows of the same source that the file should hold and does not: facts in the scope, where it is the
 * whole truth of one, and parts of things of which it holds a newer revision. Only tables that the file fills are
 * touched. What was there is in history, the row as it was in `gone_<table>`. Returns how many, by table. PARAM_INVALID
 * where no table of the file can be asked for the scope.
 */
export async function voidAbsent(
  transaction: Transaction,
  given: readonly Given[],
  absent: Absent,
): Promise<ReadonlyMap<TableName, number>> {
  const { scope } = absent;
  const filled = given.map(({ table }) => table);
  const isAsked = (table: TableName) =>
    scope !== undefined && tables[table].kind === 'fact' && inScope(table, scope.name) !== null;
  if (scope !== undefined && !filled.some(isAsked)) throw unknownScope(filled, scope);
  const counts = new Map<TableName, number>();
  for (const { table, manner } of given) {
    const lost: string[] = [];
    if (scope !== undefined && isAsked(table)) lost.push(outOfFile(table, inScope(table, scope.name) ?? 'false'));
    if (manner?.isWhole === true) lost.push(outOfWhole(table));
    if (lost.length === 0) continue;
    const count = await voidIn(transaction, table, { ...absent, lost: lost.join(' or ') });
    if (count > 0 || scope !== undefined) counts.set(table, count);
  }
  return counts;
}

/** Condition: the row is in the scope, and its key nowhere in the file. */
function outOfFile(table: TableName, isInScope: string): string {
  const key = ownColumnsOf(table).filter((column) => column.key !== null);
  const isThere = key.map((column) => `c.${quoteName(column.name)} = r.${quoteName(column.name)}`).join(' and ');
  const keys = key.map((column) => `${castCell(quoteName(column.name), column)} as ${quoteName(column.name)}`);
  return `(${isInScope} and not exists (select 1 from (select ${keys.join(', ')} from ${rawTable(table)}) r where ${isThere}))`;
}

/** Condition: other rows of the same thing come, and not this one. */
function outOfWhole(table: TableName): string {
  const stage = stageTable(table);
  const key = nameList(primaryKeyOf(table));
  return `(source_id in (select source_id from ${stage}) and (${key}) not in (select (${key}) from ${stage}))`;
}

type Lost = Pick<Absent, 'source' | 'scope' | 'stamp'> & { readonly lost: string };

async function voidIn(
  transaction: Transaction,
  table: TableName,
  { lost, scope, source, stamp }: Lost,
): Promise<number> {
  const current = `main.${quoteName(table)}`;
  const all = nameList(columnsOf(table).map((column) => column.name));
  const gone = goneTable(table);
  await transaction.run(
    `create temp table ${gone} as select ${all} from ${current} c
    where source_system = :source and voided_at is null and (${lost})`,
    { source: str(source), value: str(scope?.value ?? null) },
  );
  const count = await transaction.count(`select count(*) from ${gone}`);
  if (count === 0) return 0;
  await transaction.enter();
  const stamps = { load: str(stamp.load), now: ts(stamp.now) };
  await transaction.run(
    `insert into main.${quoteName(historyName(table))} (${all}, superseded_at) select ${all}, :now from ${gone}`,
    { now: stamps.now },
  );
  const isGone = primaryKeyOf(table).map((name) => `c.${quoteName(name)} = g.${quoteName(name)}`);
  await transaction.run(
    `update ${current} c set voided_at = :now, ingested_at = :now, load_id = :load from ${gone} g where ${isGone.join(' and ')}`,
    stamps,
  );
  return count;
}

/** Condition over the rows of a table: its own column says so, or that of the row it refers to. Null where none does. */
function inScope(table: TableName, name: string): string | null {
  const columns = ownColumnsOf(table).filter((column) => column.type === 'str' && !column.hashed);
  const own = columns.find((column) => column.name === `${name}_id` || column.name === name);
  if (own !== undefined) return `${quoteName(own.name)} = :value`;
  for (const [column, other] of references) {
    if (other === table || !columns.some((each) => each.name === column)) continue;
    const there = inScope(other, name);
    if (there !== null)
      return `${quoteName(column)} in (select ${quoteName(column)} from main.${quoteName(other)} where ${there})`;
  }
  return null;
}

function unknownScope(filled: readonly TableName[], { name }: FullScope): AssayError {
  const offered = [
    'task',
    'task_version',
    'batch',
    'vendor',
    'workflow',
    'run',
    'model_version',
    'environment',
    'survey',
  ];
  const known = offered.filter((each) =>
    filled.some((table) => tables[table].kind === 'fact' && inScope(table, each) !== null),
  );
  return new AssayError('PARAM_INVALID', `Nothing that the file fills can be asked for "${name}".`, {
    hint:
      known.length === 0 ? 'The file fills no facts; load it without --full.' : `Scopes for it: ${known.join(', ')}.`,
  });
}
