/** Cells of the first record of a delimited text: quoted cells may hold separators, line ends and doubled quotes. */
export function firstRecord(text: string, separator: string): readonly string[] {
  const cells: string[] = [];
  let rest = text.startsWith('\uFEFF') ? text.slice(1) : text;
  for (;;) {
    const { cell, length } = rest.startsWith('"') ? quotedCell(rest, separator) : plainCell(rest, separator);
    cells.push(cell);
    rest = rest.slice(length);
    if (!rest.startsWith(separator)) return cells;
    rest = rest.slice(separator.length);
  }
}

function plainCell(text: string, separator: string): { cell: string; length: number } {
  const ends = [separator, '\r', '\n'].map((end) => text.indexOf(end)).filter((index) => index >= 0);
  const length = Math.min(text.length, ...ends);
  return { cell: text.slice(0, length), length };
}

function quotedCell(text: string, separator: string): { cell: string; length: number } {
  const match = /^"((?:[^"]|"")*)"/.exec(text);
  if (match === null) return plainCell(text, separator);
  return { cell: (match[1] ?? '').replaceAll('""', '"'), length: match[0].length };
}
