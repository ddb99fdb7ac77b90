import type { Finding, HealthNote } from '@assay/contract';
import type { Resolved } from '@assay/metrics';
import { dimensionOf, tablesRead } from '@assay/metrics';

/**
 * What is wrong with the tables that a request reads. A finding says which rows break a rule, not which numbers they are
 * in: so it stands beside every number of the table, and withholds none.
 */
export function healthNotes(
  findings: readonly Finding[],
  { request, current, baseline }: Resolved,
): readonly HealthNote[] {
  if (request.asOf !== null) return [];
  const questions = baseline ? [current, baseline] : [current];
  const named = questions.flatMap(({ by, where }) => [...by, ...where.map(({ dimension }) => dimension)]);
  const read: ReadonlySet<string> = tablesRead([...new Set(named)].map(dimensionOf));
  return findings.filter(({ table }) => read.has(table)).map(noteOf);
}

function noteOf({ rule, level, table, column, count, counts, wrong, fix }: Finding): HealthNote {
  return { rule, level, table, column, count, counts, wrong, fix };
}
