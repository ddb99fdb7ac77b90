import type { StatementRunner } from './run.ts';
import type { Asker } from './workspace.ts';
import { factsRead } from '@assay/metrics';
import { column } from './run.ts';

/** Rows of facts that were in force at an instant and have been erased since it: a replay of that instant lacks them. */
export async function erasedSince(asOf: string, runner: StatementRunner, asker: Asker): Promise<number> {
  const places = factsRead.map((_, index) => `$${index + 2}`);
  const result = await runner.run(
    {
      sql: `select coalesce(sum(row_count), 0) as total from assay_state.erasures
      where in_force_from <= $1 and coalesce(in_force_to, erased_at) > $1 and table_name in (${places.join(', ')})`,
      parameters: [{ type: 'ts', value: asOf }, ...factsRead.map((table) => ({ type: 'str', value: table }) as const)],
    },
    asker,
  );
  return Number(column(result, 'total')[0]);
}
