/** Cells of one record, null where there is nothing, not even quotes; or why it cannot be told apart into cells. */
export type Cells = { readonly cells: readonly (string | null)[] } | { readonly fault: string };

/** Faults of a record as a whole, as they follow "record 7:". */
export const faults = {
  openQuote: 'a quote is not closed',
  afterQuote: 'text follows a closed quote',
  encoding: 'it is not UTF-8',
  tooLong: 'it is longer than 8 MB',
  tooFew: 'it has fewer cells than the header',
  tooMany: 'it has more cells than the header',
  notObject: 'it is not a JSON object',
  cutOff: 'the file ends inside it',
  openList: 'the file ends before its list does',
  notJson: 'it is not JSON',
} as const;

/**
 * Cells as RFC 4180 parts them: a cell that begins with a quote ends with one, and holds quotes doubled. Blanks around
 * quoted cells are taken for spacing, as spreadsheets do; inside plain cells they stay.
 */
export function cellsOf(record: string, separator: string): Cells {
  if (!record.includes('"')) return { cells: record.split(separator).map(plain) };
  const cells: (string | null)[] = [];
  let at = 0;
  for (;;) {
    const found = cellAt(record, at, separator);
    if ('fault' in found) return found;
    cells.push(found.cell);
    if (found.end === record.length) return { cells };
    at = found.end + 1;
  }
}

const plain = (cell: string) => (cell === '' ? null : cell);

type Cell = { readonly cell: string | null; readonly end: number } | { readonly fault: string };

/** `end` is the place of the separator after the cell, or the end of the record. */
function cellAt(record: string, at: number, separator: string): Cell {
  const first = skipBlanks(record, at);
  if (record[first] === '"') return quotedCell(record, first + 1, separator);
  const next = record.indexOf(separator, at);
  const end = next === -1 ? record.length : next;
  return { cell: plain(record.slice(at, end)), end };
}

function quotedCell(record: string, from: number, separator: string): Cell {
  let close = record.indexOf('"', from);
  while (close !== -1 && record[close + 1] === '"') close = record.indexOf('"', close + 2);
  if (close === -1) return { fault: faults.openQuote };
  const end = skipBlanks(record, close + 1);
  if (end !== record.length && record[end] !== separator) return { fault: faults.afterQuote };
  return { cell: record.slice(from, close).replaceAll('""', '"'), end };
}

function skipBlanks(record: string, at: number): number {
  let place = at;
  while (record[place] === ' ') place += 1;
  return place;
}
