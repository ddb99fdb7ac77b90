/** Files that are often offered by mistake, by their first bytes, with what to do instead. */
const signatures: readonly { readonly bytes: readonly number[]; readonly what: string; readonly instead: string }[] = [
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    what: 'an Excel workbook or a ZIP archive',
    instead: 'Save the sheet as CSV (UTF-8), or unpack the archive.',
  },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old Excel or Word file', instead: 'Save the sheet as CSV (UTF-8).' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: 'compressed with Zstandard', instead: 'Unpack it first.' },
  { bytes: [0x50, 0x41, 0x52, 0x31], what: 'a Parquet file', instead: 'Use a recipe for Parquet.' },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF', instead: 'Export the table as CSV (UTF-8).' },
  { bytes: [0xff, 0xfe], what: 'text in UTF-16', instead: 'Save it as UTF-8.' },
  { bytes: [0xfe, 0xff], what: 'text in UTF-16', instead: 'Save it as UTF-8.' },
];

const sniffedBytes = 8192;

export interface WrongKind {
  readonly what: string;
  readonly instead: string;
}

/** Why the start of a file cannot be that of a text in UTF-8; null when it can. */
export function wrongTextKind(start: Buffer): WrongKind | null {
  const known = signatures.find(({ bytes }) => bytes.every((byte, index) => start[index] === byte));
  if (known !== undefined) return known;
  const sniffed = start.subarray(0, sniffedBytes);
  if (!sniffed.includes(0)) return null;
  if (isUtf16(sniffed)) return { what: 'text in UTF-16', instead: 'Save it as UTF-8.' };
  return { what: 'not text', instead: 'Give the file that the tool exports as text.' };
}

/** Without a mark of the byte order: of Latin letters every other byte is zero. */
function isUtf16(bytes: Buffer): boolean {
  const zeros = [0, 0];
  for (const [place, byte] of bytes.entries()) if (byte === 0) zeros[place % 2] = (zeros[place % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  return Math.max(even, odd) > bytes.length * 0.4 && Math.min(even, odd) < bytes.length * 0.05;
}

export function isParquet(start: Buffer): boolean {
  return start.subarray(0, 4).toString('latin1') === 'PAR1';
}
