import type { Parameter, QuarantineEntry, QuarantinePage, Result } from '@assay/contract';
import type { StatementRunner } from './run.ts';
import type { Asker, ListQuestion } from './workspace.ts';
import { cursorOf, cursorParts, findLoad, pageSize, wrongCursor } from './loads.ts';
import { column } from './run.ts';

export interface QuarantineQuestion extends ListQuestion {
  /** Id of the load, or its first letters. */
  readonly load: string;
}

/** Entries lie in the order of the file, as the load has written them. */
const entries = `select rowid as place, record, line, column_name, reason, detail, raw from assay_state.quarantine
  where load_id = $1 and rowid > $2 order by rowid limit $3`;

/** A page of what a load set aside, an entry for everything that is wrong. Throws LOAD_UNKNOWN. */
export async function quarantineOf(
  question: QuarantineQuestion,
  runner: StatementRunner,
  asker: Asker,
): Promise<QuarantinePage> {
  const load = await findLoad(question.load, runner, asker);
  const size = pageSize(question.first);
  const place = question.after === null ? '-1' : placeOf(question.after, load.id);
  const parameters: readonly Parameter[] = [
    { type: 'str', value: load.id },
    { type: 'int', value: place },
    { type: 'int', value: size + 1 },
  ];
  const page = await runner.run({ sql: entries, parameters }, asker);
  const last = column(page, 'place')[size - 1];
  return {
    load,
    entries: Array.from({ length: Math.min(page.rowCount, size) }, (_, row) => entryOf(page, row)),
    next: page.rowCount > size ? cursorOf([load.id, String(last)]) : null,
  };
}

function entryOf(page: Result, row: number): QuarantineEntry {
  const text = (name: string) => (column(page, name)[row] ?? null) as string | null;
  const count = (name: string) => (text(name) === null ? null : Number(text(name)));
  return {
    record: count('record'),
    line: count('line'),
    column: text('column_name'),
    reason: text('reason') ?? '',
    detail: text('detail'),
    raw: text('raw'),
  };
}

/** A place belongs to its load. */
function placeOf(after: string, load: string): string {
  const [of, place = ''] = cursorParts(after, 2);
  if (of === load && /^\d{1,18}$/.test(place)) return place;
  throw wrongCursor();
}
