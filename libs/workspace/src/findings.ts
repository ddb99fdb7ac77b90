import type { Finding, Statement } from '@assay/contract';
import type { Found } from '@assay/importers';
import type { StatementRunner } from './run.ts';
import type { Asker } from './workspace.ts';
import { tableRules } from '@assay/importers';
import { ruleCodes, ruleId, wrongOf } from '@assay/model';
import { column } from './run.ts';

const stored: Statement = {
  sql: `select rule, table_name, column_name, level, found_count, sample, first_seen_at, last_seen_at, load_id
  from assay_state.findings order by level, rule, table_name, column_name`,
  parameters: [],
};

const rulesById = new Map(tableRules.map((rule) => [ruleId(rule), rule]));

/** What a finding says beside what was found: since when, until when it was seen, and with which load it came. */
type Seen = Pick<Finding, 'firstSeenAt' | 'lastSeenAt' | 'load'>;

export function findingOf({ rule, level, count, sample }: Found, seen: Seen): Finding {
  const { code, table, column: name } = rule;
  const counts = 'fails' in rule ? 'rows' : rule.counts;
  return {
    rule: code,
    level,
    table,
    column: name,
    count,
    counts,
    sample,
    ...seen,
    wrong: wrongOf(rule),
    fix: ruleCodes[code].fix,
  };
}

/**
 * Findings as the last load and the last doctor left them, errors first. What a rule found that this Assay does not have
 * any more is left out. Only the embedded database has them.
 */
export async function storedFindings(runner: StatementRunner, asker: Asker): Promise<readonly Finding[]> {
  const result = await runner.run(stored, asker);
  const text = (name: string, row: number): string => String(column(result, name)[row] ?? '');
  return Array.from({ length: result.rowCount }, (_, row) => row).flatMap((row) => {
    const place = { code: text('rule', row), table: text('table_name', row), column: text('column_name', row) };
    const rule = rulesById.get(ruleId(place));
    if (rule === undefined) return [];
    const found: Found = {
      rule,
      level: text('level', row) === 'error' ? 'error' : 'warning',
      count: Number(text('found_count', row)),
      sample: JSON.parse(text('sample', row) || '[]') as readonly string[],
    };
    const load = column(result, 'load_id')[row] as string | null;
    const seen = { firstSeenAt: text('first_seen_at', row), lastSeenAt: text('last_seen_at', row), load };
    return [findingOf(found, seen)];
  });
}
