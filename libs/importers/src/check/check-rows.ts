import type { RowRule, TableName } from '@assay/model';
import { ownColumnsOf, rowRules } from '@assay/model';
import { str } from '../named-parameters.ts';
import { quoteName, quoteText } from '../quote.ts';
import { stageTable } from '../stage/columns.ts';
import type { Transaction } from '../transaction.ts';

/** Finds staged rows whose cells are each possible but not together. What is only worth a warning stays in. */
export async function checkRows(transaction: Transaction, table: TableName): Promise<void> {
  const rules = rowRules.filter((rule) => rule.table === table && rule.level === 'error');
  if (rules.length === 0) return;
  const findings = rules.map((rule) => `case when ${rule.fails} then ${finding(rule)} end`);
  await transaction.run(
    `insert into problem
    select :table, _row, _record, found.column_name, found.reason, found.detail
    from (
      select _row, _record, unnest([${findings.join(',\n      ')}]) as found
      from (select * from ${stageTable(table)} where ${rules.map(({ fails }) => `(${fails})`).join('\n      or ')})
    ) where found is not null`,
    { table: str(table) },
  );
}

function finding({ code, table, column, expected }: RowRule): string {
  const isPrivate = ownColumnsOf(table).some(
    ({ name, hashed, pii }) => name === column && (hashed || pii === 'content'),
  );
  const shown = `coalesce(' "' || cast(${quoteName(column)} as varchar) || '"', ' empty')`;
  const detail = isPrivate
    ? quoteText(`${column} is not ${expected}`)
    : `${quoteText(`${column} is`)} || ${shown} || ${quoteText(`, expected ${expected}`)}`;
  return `{'column_name': ${quoteText(column)}, 'reason': ${quoteText(code)}, 'detail': ${detail}}`;
}
