import type { BulkLoader } from '@assay/contract';
import type { TableName } from '@assay/model';
import { tablesOf } from '@assay/model';
import type { Transaction } from '../transaction.ts';
import type { WriteOptions } from '../within.ts';
import { within } from '../within.ts';
import type { Found, Rule } from './ask-rules.ts';
import { askRules, tableRules } from './ask-rules.ts';
import { writeFindings } from './write-findings.ts';

export interface ChangedTables {
  readonly changed: readonly TableName[];
  readonly load: string | null;
  readonly now: string;
}

/**
 * Asks what a change of these tables may have broken or mended, and keeps the answer. Left to `assay doctor`: rules that
 * read whole facts, which would cost a small load as much as all that was loaded before it, and errors of one row, which
 * a load lets into no table.
 */
export async function refreshFindings(transaction: Transaction, { changed, load, now }: ChangedTables): Promise<void> {
  const asked = tableRules.filter((rule) => isAsked(rule, changed));
  if (asked.length === 0) return;
  const { functions } = transaction;
  const found = await askRules(asked, { ask: (statement) => transaction.execute(statement), functions, now });
  await writeFindings(transaction, { asked, found, load, now });
}

function isAsked(rule: Rule, changed: readonly TableName[]): boolean {
  if ('fails' in rule) return rule.level === 'warning' && changed.includes(rule.table);
  return rule.asked === 'load' && tablesOf(rule).some((table) => changed.includes(table));
}

/** Keeps what the doctor found, of all rules there are. */
export async function keepFindings(
  loader: BulkLoader,
  found: readonly Found[],
  options: WriteOptions & { readonly now: Date },
): Promise<void> {
  const now = options.now.toISOString();
  await within(loader, options, (transaction) =>
    writeFindings(transaction, { asked: tableRules, found, load: null, now }),
  );
}
