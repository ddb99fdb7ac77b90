import type { TableName } from '@assay/model';
import { withoutMail } from './check/mail.ts';
import { hashed } from './pseudonym/hash-sql.ts';
import { quoteName, quoteText } from './quote.ts';
import type { RecipeColumn } from './recipe/recipe.ts';
import { givenColumnsOf, rawTable } from './stage/columns.ts';
import type { Given } from './stage/stage-recipe.ts';

const isWrong = '_record in (select record from problem)';

/** Records of a file as JSON (`_record`, `line`, `raw`), for those at fault: content left out, people as pseudonyms. */
export function rawOfFile(columns: readonly RecipeColumn[]): string {
  const cells = columns.flatMap((column) => [quoteText(column.name), keptCell(column)]);
  return `select _record, _line as line, cast(json_object(${cells.join(', ')}) as varchar) as raw
    from source_record where ${isWrong}`;
}

function keptCell({ name, holds }: RecipeColumn): string {
  const cell = quoteName(name);
  switch (holds) {
    case 'data':
      return withoutMail(cell);
    case 'content':
      return `'[left out: ' || length(${cell}) || ' characters]'`;
    case 'person':
      return hashed(cell);
  }
}

/** Rows made in memory as one JSON list a record at fault, without people and texts. */
export function rawOfRows(given: readonly Given[]): string {
  const rows = given.map(({ table, columns }, place) => {
    const cells = openColumns(table, columns).flatMap((name) => [
      quoteText(name),
      withoutMail(`cast(${quoteName(name)} as varchar)`),
    ]);
    const fields = [`'table'`, quoteText(table), ...cells];
    return `select _record, ${place} as place, _row, json_object(${fields.join(', ')}) as one from ${rawTable(table)} where ${isWrong}`;
  });
  if (rows.length === 0) return 'select null as _record, null as line, null as raw limit 0';
  return `select _record, cast(null as bigint) as line, cast(to_json(list(one order by place, _row)) as varchar) as raw
    from (${rows.join(' union all ')}) group by _record`;
}

function openColumns(table: TableName, columns: readonly string[]): readonly string[] {
  const open = givenColumnsOf(table).filter(({ hashed: isHashed, pii }) => !isHashed && pii !== 'content');
  return open.map((column) => column.name).filter((name) => columns.includes(name));
}
