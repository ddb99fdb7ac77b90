import type { QuarantineEntry, QuarantinePage } from '@assay/contract';
import { countOf } from '@assay/contract';
import type { Workspace } from '@assay/workspace';
import { version } from '../version.ts';
import { csvComment, csvRecord } from './csv.ts';

const pageSize = 1_000;
const columns = [
  'record',
  'line',
  'column',
  'reason',
  'detail',
  'raw',
] as const satisfies readonly (keyof QuarantineEntry)[];

/** How a file of entries is written. */
export interface EntryFormat {
  readonly ending: '.csv' | '.jsonl';
  readonly type: string;
  readonly head: (page: QuarantinePage, now: Date) => string;
  readonly entry: (entry: QuarantineEntry) => string;
}

export const entriesAsCsv: EntryFormat = {
  ending: '.csv',
  type: 'text/csv; charset=utf-8',
  head: ({ load }, now) =>
    [
      `File: ${load.file}`,
      `Load: ${load.id}`,
      `Set aside: ${load.quarantined} of ${countOf(load.read, 'record')}. A line for everything that is wrong with one.`,
      ...load.reasons.map(({ code, what, records }) => `${code}: ${countOf(records, 'record')}: ${what}`),
      `Generated at ${now.toISOString()} by Assay ${version}. People are pseudonyms and their texts are left out.`,
    ]
      .map(csvComment)
      .join('') + csvRecord(columns),
  entry: (entry) => csvRecord(columns.map((name) => entry[name])),
};

/** The record itself as JSON where it is such. */
export const entriesAsJsonl: EntryFormat = {
  ending: '.jsonl',
  type: 'application/x-ndjson',
  head: () => '',
  entry: (entry) => `${JSON.stringify({ ...entry, raw: jsonOr(entry.raw) })}\n`,
};

function jsonOr(raw: string | null): unknown {
  try {
    return raw === null ? null : (JSON.parse(raw) as unknown);
  } catch {
    return raw;
  }
}

export interface QuarantineFile {
  readonly name: string;
  readonly pieces: AsyncGenerator<string, void, void>;
}

/** All that a load set aside, in chunks of a page each. Throws LOAD_UNKNOWN before the first. */
export async function quarantineFile(
  load: string,
  { ending, head, entry }: EntryFormat,
  ask: (question: Parameters<Workspace['quarantine']>[0]) => ReturnType<Workspace['quarantine']>,
): Promise<QuarantineFile> {
  const first = await ask({ load, after: null, first: pageSize });
  async function* pieces(): AsyncGenerator<string, void, void> {
    let page = first;
    yield head(page, new Date()) + page.entries.map(entry).join('');
    while (page.next !== null) {
      page = await ask({ load: first.load.id, after: page.next, first: pageSize });
      yield page.entries.map(entry).join('');
    }
  }
  const subject = first.load.file.replaceAll(/[^A-Za-z0-9_]+/g, '-').replaceAll(/^-|-$/g, '');
  return { name: `quarantine-${subject}-${first.load.id.slice(0, 8)}${ending}`, pieces: pieces() };
}
