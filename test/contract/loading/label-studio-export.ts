import type { LoadReceipt } from '@assay/importers';
import type { TestDatabase } from './database.ts';
import { toolSource } from './tool-source.ts';

interface TaskLoad {
  readonly settings?: Readonly<Record<string, string>> | undefined;
  readonly now: Date;
}

/** Loads tasks as a JSON export of Label Studio. */
export async function loadTasks(
  database: TestDatabase,
  tasks: readonly unknown[],
  { settings, now }: TaskLoad,
): Promise<LoadReceipt> {
  const file = await database.file('export.json', JSON.stringify(tasks));
  return await database.load(await toolSource(file, settings), { now });
}

/** Columns of the answers in force, by key. */
export const answersIn = (database: TestDatabase, columns: string) =>
  database.rows(`select ${columns} from fact_annotation where voided_at is null order by annotation_id`);
