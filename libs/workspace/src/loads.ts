import type { LoadPage, LoadRecord, Parameter, Result } from '@assay/contract';
import type { StatementRunner } from './run.ts';
import type { Asker, ListQuestion } from './workspace.ts';
import { AssayError } from '@assay/contract';
import { chooseLoad, reasons, shortestLoadId } from '@assay/importers';
import { stateSchema } from '@assay/model';
import { column } from './run.ts';

/** Records a page of a list may hold at most. */
const most = 1000;

const columns = `load_id, file, source, recipe, settings, scope, started_at, finished_at, taken_back_at, records_read,
  records_loaded, records_unchanged, records_quarantined, records_ignored, reasons, tables,
  (select count(*) from ${stateSchema}.quarantine q where q.load_id = l.load_id) as entries`;

/**
 * A page of the loads, newest first, those that were taken back included. A load that comes meanwhile is on the first page:
 * the others stay what they are. Only the embedded database has them.
 */
export async function loadsPage(
  { after, first }: ListQuestion,
  runner: StatementRunner,
  asker: Asker,
): Promise<LoadPage> {
  const size = pageSize(first);
  const parameters: Parameter[] = [{ type: 'int', value: size + 1 }];
  if (after !== null) parameters.push(...placeOf(after));
  const where = after === null ? '' : 'where (started_at, load_id) < ($2, $3)';
  const sql = `select ${columns} from ${stateSchema}.loads l ${where} order by started_at desc, load_id desc limit $1`;
  const [page, count] = await Promise.all([
    runner.run({ sql, parameters }, asker),
    runner.run({ sql: `select count(*) as total from ${stateSchema}.loads`, parameters: [] }, asker),
  ]);
  const found = loadsOf(page);
  const last = found[size - 1];
  return {
    loads: found.slice(0, size),
    total: Number(column(count, 'total')[0] ?? 0),
    next: found.length > size && last ? cursorOf([last.startedAt, last.id]) : null,
  };
}

/** When the loads that are in force began, oldest first; of more than a page holds the latest. */
export async function loadInstants(runner: StatementRunner, asker: Asker): Promise<readonly string[]> {
  const sql = `select started_at from ${stateSchema}.loads where taken_back_at is null order by started_at desc limit $1`;
  const result = await runner.run({ sql, parameters: [{ type: 'int', value: most }] }, asker);
  return column(result, 'started_at').map(String).reverse();
}

/** The load that an id, or its first letters, mean. LOAD_UNKNOWN where there is none, and where it was taken back. */
export async function findLoad(given: string, runner: StatementRunner, asker: Asker): Promise<LoadRecord> {
  const sql = `select ${columns} from ${stateSchema}.loads l where starts_with(load_id, $1)
    order by taken_back_at nulls first limit 2`;
  // Too few letters mean too many loads: nothing is asked for them.
  const isLong = given.length >= shortestLoadId;
  const found = isLong ? loadsOf(await runner.run({ sql, parameters: [{ type: 'str', value: given }] }, asker)) : [];
  return chooseLoad(given, found);
}

/** The receipt of a load by its whole id, one that was taken back included. Throws LOAD_UNKNOWN. */
export async function loadReceipt(id: string, runner: StatementRunner, asker: Asker): Promise<LoadRecord> {
  const sql = `select ${columns} from ${stateSchema}.loads l where load_id = $1`;
  const [found] = loadsOf(await runner.run({ sql, parameters: [{ type: 'str', value: id }] }, asker));
  if (found) return found;
  throw new AssayError('LOAD_UNKNOWN', 'There is no load with this id.', {
    hint: 'The page about the data lists every load.',
  });
}

function loadsOf(result: Result): readonly LoadRecord[] {
  return Array.from({ length: result.rowCount }, (_, row) => loadOf(result, row));
}

function loadOf(result: Result, row: number): LoadRecord {
  const textOrNull = (name: string) => (column(result, name)[row] ?? null) as string | null;
  const text = (name: string): string => textOrNull(name) ?? '';
  const count = (name: string): number => Number(column(result, name)[row] ?? 0);
  const json = (name: string) => JSON.parse(text(name) || '{}') as Readonly<Record<string, unknown>>;
  return {
    id: text('load_id'),
    file: text('file'),
    source: text('source'),
    recipe: textOrNull('recipe'),
    settings: json('settings') as LoadRecord['settings'],
    scope: textOrNull('scope'),
    startedAt: text('started_at'),
    finishedAt: text('finished_at'),
    takenBackAt: textOrNull('taken_back_at'),
    read: count('records_read'),
    loaded: count('records_loaded'),
    unchanged: count('records_unchanged'),
    quarantined: count('records_quarantined'),
    ignored: count('records_ignored'),
    reasons: reasonsOf(json('reasons')),
    tables: tablesOf(json('tables')),
    entries: count('entries'),
  };
}

function reasonsOf(counts: Readonly<Record<string, unknown>>): LoadRecord['reasons'] {
  const words: Readonly<Record<string, string>> = reasons;
  return Object.entries(counts).map(([code, records]) => ({
    code,
    // A reason of another Assay is not known here.
    what: words[code] ?? code,
    records: Number(records),
  }));
}

function tablesOf(counts: Readonly<Record<string, unknown>>): LoadRecord['tables'] {
  const none = { inserted: 0, updated: 0, unchanged: 0, voided: 0 };
  return Object.entries(counts).map(([table, rows]) => ({ table, ...none, ...(rows as object) }));
}

export function pageSize(first: number): number {
  return Math.max(1, Math.min(first, most));
}

export function cursorOf(parts: readonly string[]): string {
  return Buffer.from(parts.join('\n'), 'utf8').toString('base64url');
}

/** Parts of a cursor; CURSOR_INVALID where it has not so many. */
export function cursorParts(after: string, count: number): readonly string[] {
  const parts = Buffer.from(after, 'base64url').toString('utf8').split('\n');
  if (parts.length === count) return parts;
  throw wrongCursor();
}

export function wrongCursor(): AssayError {
  return new AssayError('CURSOR_INVALID', 'The place to go on from is not one of this list.', {
    hint: 'Start from the first page.',
  });
}

function placeOf(after: string): readonly Parameter[] {
  const [startedAt = '', id = ''] = cursorParts(after, 2);
  if (Number.isNaN(Date.parse(startedAt))) throw wrongCursor();
  return [
    { type: 'ts', value: startedAt },
    { type: 'str', value: id },
  ];
}
