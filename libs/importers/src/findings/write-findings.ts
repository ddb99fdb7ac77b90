import { ruleId, stateSchema } from '@assay/model';
import { int, str, ts } from '../named-parameters.ts';
import type { Transaction } from '../transaction.ts';
import type { Found, Rule } from './ask-rules.ts';

export interface FindingScope {
  /** Rules that were asked: what is not found of them any more is taken out. */
  readonly asked: readonly Rule[];
  readonly found: readonly Found[];
  /** Load after which was asked; null for the doctor. */
  readonly load: string | null;
  readonly now: string;
}

const storedId = `rule || ' ' || table_name || '.' || column_name`;

/** Writes what was found. A finding that persists keeps the instant and the load of the first time. */
export async function writeFindings(transaction: Transaction, scope: FindingScope): Promise<void> {
  const { asked, found, load, now } = scope;
  const isFound = new Set(found.map(({ rule }) => ruleId(rule)));
  const gone = asked.map(ruleId).filter((id) => !isFound.has(id));
  await transaction.run(
    `delete from ${stateSchema}.findings where ${storedId} in (select unnest(from_json(:gone, '["varchar"]')))`,
    { gone: str(JSON.stringify(gone)) },
  );
  for (const { rule, level, count, sample } of found) {
    await transaction.run(
      `insert into ${stateSchema}.findings
        (rule, table_name, column_name, level, found_count, sample, first_seen_at, last_seen_at, load_id)
      values (:rule, :table, :column, :level, :count, :sample, :now, :now, :load)
      on conflict (rule, table_name, column_name) do update set level = excluded.level,
        found_count = excluded.found_count, sample = excluded.sample, last_seen_at = excluded.last_seen_at`,
      {
        rule: str(rule.code),
        table: str(rule.table),
        column: str(rule.column),
        level: str(level),
        count: int(count),
        sample: str(JSON.stringify(sample)),
        now: ts(now),
        load: str(load),
      },
    );
  }
}
