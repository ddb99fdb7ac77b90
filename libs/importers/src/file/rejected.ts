import type { AppendColumn, Parameter } from '@assay/contract';
import { mailTakenOut } from '../check/mail.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { Transaction } from '../transaction.ts';
import type { TextRecord } from './record-splitter.ts';

type Row = readonly Parameter['value'][];

const columns: readonly AppendColumn[] = [
  { name: 'record', type: 'int' },
  { name: 'line', type: 'int' },
  { name: 'detail', type: 'str' },
  { name: 'raw', type: 'str' },
];
const maxRaw = 10_000;
/** Characters of the longest mail address: 64, an @, and 255. */
const longestMail = 320;

/** Makes `rejected`, for records that cannot be read at all, and `passed_over`, for those that an importer ignores. */
export async function createRejected(transaction: Transaction): Promise<void> {
  await transaction.run('create temp table rejected (record bigint, line bigint, detail varchar, raw varchar)');
  await transaction.run('create temp table passed_over (record bigint, reason varchar)');
}

/**
 * The beginning of a record, without mail addresses. They are taken out before the text is cut, and where it goes on past
 * what is looked at, an address that may be cut there goes whole: half of one still names somebody.
 */
function keptOf(raw: string): string {
  const head = raw.slice(0, maxRaw + longestMail);
  const isCut = head.length < raw.length;
  return mailTakenOut(isCut ? withoutLastWord(head) : head).slice(0, maxRaw);
}

/** Without the characters of a mail address that it ends with. */
function withoutLastWord(head: string): string {
  return head.slice(0, -longestMail) + head.slice(-longestMail).replace(/[A-Za-z0-9._%+'@-]+$/, '');
}

/** Collects records that cannot be read. */
export class Rejected {
  #rows: Row[] = [];

  /** `raw` is what may be kept of the record; null where that is not known. */
  add({ number, line }: Pick<TextRecord, 'number' | 'line'>, detail: string, raw: string | null): void {
    this.#rows.push([number, line, detail, raw === null ? null : keptOf(raw)]);
  }

  async flush(transaction: Transaction): Promise<void> {
    if (this.#rows.length === 0) return;
    await transaction.append('rejected', columns, this.#rows);
    this.#rows = [];
  }
}

/**
 * What may be kept of a record as it stands in the file: all of it where no column holds content or people; nothing while
 * it is not known of which table its canonical columns are.
 */
export function rawOf(known: Recipe['columns'], { text }: Pick<TextRecord, 'text'>): string | null {
  return known !== 'canonical' && known.every((column) => column.holds === 'data') ? text : null;
}
