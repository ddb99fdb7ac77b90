import type { Column, TableName } from '@assay/model';
import { columnType } from '@assay/model';
import { castCell } from '../check/cell-types.ts';
import type { NamedValues } from '../named-parameters.ts';
import { str } from '../named-parameters.ts';
import { contentUri, hashed } from '../pseudonym/hash-sql.ts';
import { quoteName } from '../quote.ts';
import type { Transaction } from '../transaction.ts';
import { offeredText, rawTable, stageTable, stagedColumnsOf } from './columns.ts';
import type { Given } from './stage-recipe.ts';

export interface TypeScope {
  readonly given: Given;
  /** What `source_system` will say. */
  readonly source: string;
  /** Of `hashValues`. */
  readonly secrets: NamedValues;
}

/**
 * Turns the rows without fault from text into the types of the model. Here people and texts become keyed hashes: what
 * leaves the raw table has no plain value any more.
 */
export async function typeRows(transaction: Transaction, { given, source, secrets }: TypeScope): Promise<void> {
  const { table, columns, isTyped } = given;
  const staged = stagedColumnsOf(table);
  const cells = staged.map((column) => `${cellOf(column, given)} as ${quoteName(column.name)}`);
  const people = staged.filter(
    (column) => isPerson(column) && columns.includes(column.name) && !isGivenHashed(column, given),
  );
  const numbers = isTyped ? 'cast(_row as bigint) as _row, cast(_record as bigint) as _record' : '_row, _record';
  // Rows that have the model's types are looked at in the stage, not before.
  const faultless = isTyped ? '' : 'where _row not in (select row_number from problem where table_name = :table)';
  await transaction.run(
    `create temp table ${stageTable(table)} as
    select ${numbers}, cast(:source as varchar) as source_system, false as is_test, ${cells.join(', ')}
    from ${rawTable(table)} r ${people.map((column) => pseudonymsOf(column, table)).join(' ')} ${faultless}`,
    { source: str(source), table: str(table), ...secrets },
  );
}

function cellOf(column: Column, given: Given): string {
  const { columns, isTyped } = given;
  const text = `r.${quoteName(column.name)}`;
  if (column.name === 'content_uri' && columns.includes(offeredText)) {
    const link = columns.includes(column.name) ? text : 'null';
    return `coalesce(${contentUri(`nullif(r.${offeredText}, '')`)}, ${link})`;
  }
  if (!columns.includes(column.name)) return `cast(null as ${columnType('duckdb', column)})`;
  if (isGivenHashed(column, given)) return `cast(${text} as varchar)`;
  if (isPerson(column)) return `${mapOf(column)}.pseudonym`;
  if (column.hashed) return hashed(text);
  return isTyped ? `cast(${text} as ${columnType('duckdb', column)})` : castCell(text, column);
}

const isGivenHashed = ({ name, hashed: isHashed }: Column, { hashed: given = [] }: Given) =>
  isHashed && given.includes(name);

/** Sessions are pseudonyms, too, but hardly come again. */
const isPerson = ({ name, hashed: isHashed, pii }: Column) => isHashed && pii === 'pseudo' && name !== 'session_key';
const mapOf = ({ name }: Column) => quoteName(`_of_${name}`);

/** People come again and again in a file, so that each is hashed once. */
function pseudonymsOf(column: Column, table: TableName): string {
  const name = quoteName(column.name);
  const distinct = `select distinct ${name} as plain from ${rawTable(table)}`;
  return `left join (select plain, ${hashed('plain')} as pseudonym from (${distinct})) ${mapOf(column)}
    on ${mapOf(column)}.plain = r.${name}`;
}
