import type { Cell, PanelRequest, RowColumn, RowPage } from '@assay/contract';
import { AssayError } from '@assay/contract';
import type { Asker, Workspace } from '@assay/workspace';
import { limits } from '../platform/limits.ts';
import type { CsvCell } from './csv.ts';
import { csvRecord } from './csv.ts';

const pageSize = 1_000;
const numeric: ReadonlySet<RowColumn['type']> = new Set(['int', 'dec', 'flt']);
const decimalText = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/** Numbers come as text, exact; a minus sign is no formula, so they skip the guard, but keep every digit. */
function rawRecord(page: RowPage, row: readonly (string | null)[]): string {
  const cells = row.map((cell, index) => {
    const type = page.columns[index]?.type;
    const isNumber = type !== undefined && numeric.has(type) && cell !== null && decimalText.test(cell);
    return isNumber ? cell : csvRecord([cell satisfies CsvCell]).slice(0, -2);
  });
  return `${cells.join(',')}\r\n`;
}

const recordsOf = (page: RowPage): string => page.rows.map((row) => rawRecord(page, row)).join('');

export interface RowsExport {
  readonly request: PanelRequest;
  readonly cell: Cell;
}

/**
 * All rows behind a number as CSV, in chunks: the heading first, then a page at a time. Throws TOO_LARGE before the
 * first chunk when there are more rows than a file may have; an error later ends the stream, so that no file looks whole
 * that is short, or of two states of the data.
 */
export async function* rowsCsv(
  question: RowsExport,
  asker: Asker,
  workspace: Workspace,
): AsyncGenerator<string, void, void> {
  let page = await workspace.rows({ ...question, after: null, first: pageSize }, asker);
  if (page.total > limits.rowsInExport) {
    throw new AssayError(
      'TOO_LARGE',
      `The number rests on ${page.total} rows, and a file has ${limits.rowsInExport} at most.`,
      {
        hint: 'Narrow the period or the filters.',
      },
    );
  }
  yield csvRecord(page.columns.map(({ name }) => name)) + recordsOf(page);
  const { total } = page;
  while (page.next !== null) {
    page = await workspace.rows({ ...question, after: page.next, first: pageSize }, asker);
    // The rest would be of other data: a load has ended meanwhile, or the sample gave way to the team's own.
    if (page.total !== total) throw changed();
    yield recordsOf(page);
  }
}

function changed(): AssayError {
  return new AssayError('CURSOR_INVALID', 'The data changed while the file was made.', { hint: 'Export it again.' });
}
