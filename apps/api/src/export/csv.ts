/** A number is written as it is, and so is an exact amount; text may come from the data and is guarded. */
export type CsvCell = string | number | Amount | null;

/** Decimal text of our own making: below zero it begins as a formula would, and is none. */
interface Amount {
  readonly amount: string;
}

/** A spreadsheet runs a cell that starts so; an apostrophe makes it text (OWASP, CSV injection). */
const startsFormula = /^[=+\-@\t\r\n]/;
const needsQuotes = /[",\r\n]/;

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  if (typeof cell === 'object') return cell.amount;
  const safe = startsFormula.test(cell) ? `'${cell}` : cell;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One record of RFC 4180, with its line break. */
export function csvRecord(cells: readonly CsvCell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

/**
 * A line of the header that says what the file is. It holds no separator of any locale and no quote, so that readers
 * which know comments skip it whole and spreadsheets show it in one cell.
 */
export function csvComment(text: string): string {
  return `# ${text.replaceAll(/\s*[,;"\s]+\s*/g, ' ').trim()}\r\n`;
}
