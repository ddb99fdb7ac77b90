import type { Finding, HealthNote } from '@assay/contract';
import type { Resolved } from '@assay/metrics';
import type { StatementRunner } from './run.ts';
import type { Asker } from './workspace.ts';
import { AssayError } from '@assay/contract';
import { tablesRead } from '@assay/metrics';
import { storedFindings } from './findings.ts';

/** The stored findings; null where they cannot be asked, because a footnote withholds no number. */
export async function findingsBeside(runner: StatementRunner, asker: Asker): Promise<readonly Finding[] | null> {
  try {
    return await storedFindings(runner, asker);
  } catch (error) {
    if (error instanceof AssayError && error.code === 'WAREHOUSE_CANCELLED') throw error;
    if (process.env['ASSAY_DEBUG'] === '1') console.error(error);
    return null;
  }
}

/**
 * What is wrong with the tables that a request reads. A finding says which rows break a rule, not which numbers they are
 * in: so it stands beside every number of the table, and withholds none. Null where the findings are not known.
 */
export function healthNotes(
  findings: readonly Finding[] | null,
  { request, current, baseline }: Resolved,
): readonly HealthNote[] | null {
  if (request.asOf !== null) return [];
  if (findings === null) return null;
  const questions = baseline ? [current, baseline] : [current];
  const named = questions.flatMap(({ by, where }) => [...by, ...where.map(({ dimension }) => dimension)]);
  const read = new Set<string>(current.metrics.flatMap(({ fact }) => [...tablesRead(fact, named)]));
  return findings.filter(({ table }) => read.has(table)).map(noteOf);
}

function noteOf({ rule, level, table, column, count, counts, wrong, fix }: Finding): HealthNote {
  return { rule, level, table, column, count, counts, wrong, fix };
}
