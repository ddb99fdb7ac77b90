import type { NamedValues } from '../named-parameters.ts';
import { ts } from '../named-parameters.ts';
import { quoteText } from '../quote.ts';
import type { RecipeColumn } from '../recipe/recipe.ts';
import { givenColumnsOf, rawTable, stageTable } from '../stage/columns.ts';
import type { Given } from '../stage/stage-recipe.ts';
import type { Transaction } from '../transaction.ts';
import type { CellRule } from './cell-rules.ts';
import { cellRules, sourceRules } from './cell-rules.ts';

export interface CellScope {
  readonly given: Given;
  /** Instant of the load, ISO 8601. */
  readonly now: string;
}

/** Finds cells that are missing, of another type, not in their enumeration, or at an impossible time. */
export async function checkCells(transaction: Transaction, { given, now }: CellScope): Promise<void> {
  const { table, isTyped } = given;
  const columns = givenColumnsOf(table).filter((column) => given.columns.includes(column.name));
  await findProblems(transaction, {
    origin: `${quoteText(table)} as table_name, _row, _record`,
    relation: isTyped ? stageTable(table) : rawTable(table),
    columns: columns.map((column) => ({ name: column.name, rules: cellRules(table, column, isTyped === true) })),
    values: { now: ts(now) },
  });
}

/** Finds cells of the file that its recipe does not allow. */
export async function checkSourceCells(transaction: Transaction, columns: readonly RecipeColumn[]): Promise<void> {
  await findProblems(transaction, {
    origin: 'cast(null as varchar) as table_name, cast(null as bigint) as _row, _record',
    relation: 'source_record',
    columns: columns.map((column) => ({ name: column.name, rules: sourceRules(column) })),
    values: {},
  });
}

interface Search {
  /** Select list of the first three columns of a problem. */
  readonly origin: string;
  readonly relation: string;
  readonly columns: readonly { readonly name: string; readonly rules: readonly CellRule[] }[];
  readonly values: NamedValues;
}

async function findProblems(transaction: Transaction, { origin, relation, columns, values }: Search): Promise<void> {
  const checked = columns.filter(({ rules }) => rules.length > 0);
  if (checked.length === 0) return;
  const conditions = checked.flatMap(({ rules }) => rules.map(({ when, suspects }) => `(${suspects ?? when})`));
  const suspicious = `from ${relation} where ${conditions.join('\n      or ')}`;
  // Most files have none, and to plan what follows takes longer than to look at a small table.
  if ((await transaction.count(`select count(*) from (select 1 ${suspicious} limit 1)`, values)) === 0) return;
  const findings = checked.map(({ name, rules }) => `case ${rules.map((rule) => branch(name, rule)).join(' ')} end`);
  // Rows without fault cost no list.
  const sql = `insert into problem
    select table_name, _row, _record, finding.column_name, finding.reason, finding.detail
    from (
      select ${origin}, unnest([${findings.join(',\n      ')}]) as finding
      from (select * ${suspicious})
    ) where finding is not null`;
  await transaction.run(sql, values);
}

function branch(name: string, { when, reason, detail }: CellRule): string {
  const finding = `{'column_name': ${quoteText(name)}, 'reason': ${quoteText(reason)}, 'detail': ${detail}}`;
  return `when ${when} then ${finding}`;
}
