export interface TableColumn {
  readonly title: string;
  /** Numbers are set flush right so that their digits line up. */
  readonly align: 'left' | 'right';
}

/**
 * Rows as lines of aligned text: a heading line, then a line a row. Columns without any text are left out.
 * `null` is an empty cell. Two spaces part the columns; lines carry no trailing space.
 */
export function tableLines(
  columns: readonly TableColumn[],
  rows: readonly (readonly (string | null)[])[],
): readonly string[] {
  const kept = columns
    .map((column, index) => ({ column, index }))
    .filter(({ index }) => rows.some((row) => row[index]));
  const widths = kept.map(({ column, index }) =>
    Math.max(width(column.title), ...rows.map((row) => width(row[index] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, place) => pad(cell, widths[place] ?? 0, kept[place]?.column.align ?? 'left'))
      .join('  ')
      .trimEnd();
  return [
    line(kept.map(({ column }) => column.title)),
    ...rows.map((row) => line(kept.map(({ index }) => row[index] ?? ''))),
  ];
}

function pad(text: string, wanted: number, align: TableColumn['align']): string {
  const space = ' '.repeat(Math.max(0, wanted - width(text)));
  return align === 'right' ? space + text : text + space;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Characters as a reader counts them. */
function width(text: string): number {
  return [...graphemes.segment(text)].length;
}
