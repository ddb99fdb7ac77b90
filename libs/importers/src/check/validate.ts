import { tableNames } from '@assay/model';
import type { TableName } from '@assay/model';
import type { NamedValues } from '../named-parameters.ts';
import { derivations } from '../merge/derivations.ts';
import type { Given } from '../stage/stage-recipe.ts';
import { typeRows } from '../stage/type-rows.ts';
import type { Transaction } from '../transaction.ts';
import { checkCells } from './check-cells.ts';
import { checkKeys, dropRepeats } from './check-keys.ts';
import { checkRows } from './check-rows.ts';
import { dropMentions, keepOthers } from './drop-mentions.ts';
import { createOlder, dropOlder } from './drop-older.ts';
import { addRejected, dropProblems } from './problems.ts';

export interface ValidateScope {
  readonly given: readonly Given[];
  readonly source: string;
  readonly now: string;
  readonly secrets: NamedValues;
}

export interface Validated {
  /** Tables with staged rows. */
  readonly staged: readonly TableName[];
  /** Nothing was wrong, older, passed over or said twice: every record that gave rows still has all of them. */
  readonly isWhole: boolean;
}

/**
 * From raw rows to staged ones in which nothing is wrong. Each kind of fault is looked for among records that are still
 * whole, so that a record that is out already cannot take another with it.
 */
export async function validate(transaction: Transaction, scope: ValidateScope): Promise<Validated> {
  const given = scope.given.toSorted((a, b) => tableNames.indexOf(a.table) - tableNames.indexOf(b.table));
  const staged = given.map(({ table }) => table);
  await addRejected(transaction);
  for (const one of given) {
    await checkCells(transaction, { given: one, now: scope.now });
    if (!one.isTyped) await typeRows(transaction, { given: one, source: scope.source, secrets: scope.secrets });
  }
  await dropProblems(transaction, staged);
  for (const table of staged) await checkRows(transaction, table);
  await dropProblems(transaction, staged);
  await createOlder(transaction);
  for (const { table, columns, manner } of given) {
    // Where the source does not say when it changed a row, none is older.
    if (columns.includes('updated_at')) await dropOlder(transaction, table, manner?.isWhole === true);
    if (manner?.isMention === true) await dropMentions(transaction, table);
    if (manner?.isPartial === true) await keepOthers(transaction, { table, columns });
  }
  const repeating: TableName[] = [];
  for (const table of staged) if (await checkKeys(transaction, table)) repeating.push(table);
  await dropProblems(transaction, staged);
  await checkReferences(transaction, staged);
  for (const table of repeating) await dropRepeats(transaction, table);
  const isPlain = repeating.length === 0 && given.every(({ manner }) => manner === undefined);
  const isWhole = isPlain && (await isUntouched(transaction));
  return { staged, isWhole };
}

async function isUntouched(transaction: Transaction): Promise<boolean> {
  const out =
    'select record from problem union all select _record from older_record union all select record from passed_over';
  return (await transaction.count(`select count(*) from (${out})`)) === 0;
}

/** A record that goes may be what another refers to, so this is asked until nothing more is found. */
async function checkReferences(transaction: Transaction, staged: readonly TableName[]): Promise<void> {
  for (;;) {
    let found = 0;
    for (const table of staged) found += (await derivations[table]?.check?.(transaction, { staged, gone: [] })) ?? 0;
    if (found === 0) return;
    await dropProblems(transaction, staged);
  }
}
