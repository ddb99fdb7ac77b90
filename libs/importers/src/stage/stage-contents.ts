import { AssayError } from '@assay/contract';
import type { TableName } from '@assay/model';
import { str } from '../named-parameters.ts';
import { quoteName } from '../quote.ts';
import type { Transaction } from '../transaction.ts';
import { offeredText, rawTable, stageTable, stagedColumnsOf } from './columns.ts';
import type { Given } from './stage-recipe.ts';

/** What the text of a row is, for tables whose rows point to one. */
const kinds: Partial<Readonly<Record<TableName, 'prompt' | 'output'>>> = {
  dim_test_case: 'prompt',
  fact_output: 'output',
};

/**
 * Stages the texts that the staged rows point to, each once, and gives the table that they are staged for, where there are any. A text that is kept already stays
 * as it is, so that none is ever copied into a history: it is known by its hash, and cannot change.
 */
export async function stageContents(
  transaction: Transaction,
  given: readonly Given[],
  source: string,
): Promise<readonly TableName[]> {
  const offers = given.filter(({ columns }) => columns.includes(offeredText));
  if (offers.length === 0) return [];
  const cells: Readonly<Record<string, string>> = {
    content_uri: 'o.content_uri',
    kind: 'o.kind',
    text: 'o.text',
    language: `nullif(split_part(o.locale, '-', 1), '')`,
  };
  const columns = stagedColumnsOf('ref_content').map(({ name }) => `${cells[name] ?? 'null'} as ${quoteName(name)}`);
  await transaction.run(
    `create temp table ${stageTable('ref_content')} as
    select row_number() over () as _row, cast(null as bigint) as _record, cast(:source as varchar) as source_system,
      false as is_test, ${columns.join(', ')}
    from (${offers.map(offered).join(' union all ')}) o
    anti join (select content_uri from main.ref_content where voided_at is null) c using (content_uri)
    qualify row_number() over (partition by o.content_uri order by o.place, o._row) = 1`,
    { source: str(source) },
  );
  return ['ref_content'];
}

function offered({ table }: Given, place: number): string {
  const kind = kinds[table];
  if (kind === undefined) throw new AssayError('INTERNAL', `Nothing says what the texts of ${table} are.`);
  return `select s._row, ${place} as place, s.content_uri, '${kind}' as kind, r.${offeredText} as text, s.locale
    from ${stageTable(table)} s join ${rawTable(table)} r using (_row) where r.${offeredText} <> ''`;
}
