import type { LoadRecord, Statement } from '@assay/contract';
import type { StatementRunner } from './run.ts';
import type { Asker } from './workspace.ts';
import { column } from './run.ts';

const recent: Statement = {
  sql: `select load_id, file, source, recipe, started_at, finished_at, records_read, records_loaded, records_unchanged,
    records_quarantined, records_ignored, reasons
  from assay_state.loads where taken_back_at is null order by started_at desc, load_id limit 500`,
  parameters: [],
};

/** The last 500 loads whose rows are there, newest first: one that was taken back is none any more. Only the embedded database has them. */
export async function recentLoads(runner: StatementRunner, asker: Asker): Promise<readonly LoadRecord[]> {
  const result = await runner.run(recent, asker);
  const text = (name: string, row: number): string => String(column(result, name)[row] ?? '');
  const count = (name: string, row: number): number => Number(column(result, name)[row] ?? 0);
  return Array.from({ length: result.rowCount }, (_, row) => ({
    id: text('load_id', row),
    file: text('file', row),
    source: text('source', row),
    recipe: (column(result, 'recipe')[row] ?? null) as string | null,
    startedAt: text('started_at', row),
    finishedAt: text('finished_at', row),
    read: count('records_read', row),
    loaded: count('records_loaded', row),
    unchanged: count('records_unchanged', row),
    quarantined: count('records_quarantined', row),
    ignored: count('records_ignored', row),
    reasons: JSON.parse(text('reasons', row) || '{}') as Record<string, number>,
  }));
}
