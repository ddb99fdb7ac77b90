import { describe, expect, it } from 'vitest';
import type { ScanOptions } from './record-scanner.ts';
import { RecordScanner } from './record-scanner.ts';

const csv: ScanOptions = { separator: ',', hasHeader: true };
const lines: ScanOptions = { separator: null, hasHeader: false };

function scan(text: string, options: ScanOptions, pieceBytes = text.length + 4): RecordScanner {
  const scanner = new RecordScanner(options);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += pieceBytes) scanner.push(bytes.subarray(at, at + pieceBytes));
  scanner.end();
  return scanner;
}

const firstLines = (scanner: RecordScanner) =>
  Array.from({ length: scanner.lines.count }, (_, index) => scanner.lines.of(index + 1));

describe('RecordScanner', () => {
  it.each([
    ['plain', 'a,b\n1,2\n3,4\n', [2, 3]],
    ['without a last line end', 'a,b\n1,2\n3,4', [2, 3]],
    ['line ends inside quotes', 'a,b\n"x\ny\nz",2\n3,4\n', [2, 5]],
    ['CRLF with both kinds inside quotes', 'a,b\r\n"x\r\ny\nz",2\r\n3,4\r\n', [2, 5]],
    ['CR alone', 'a,b\r1,2\r3,4\r', [2, 3]],
    ['doubled quotes', 'a,b\n"x""\n",2\n3,4\n', [2, 4]],
    ['a quote inside a plain cell', 'a,b\nx"y,2\n3,4\n', [2, 3]],
    ['empty lines', 'a,b\n\n1,2\n\n\n3,4\n\n', [3, 6]],
    ['a quoted header', '"a\nb",c\n1,2\n', [3]],
    ['a quote that is never closed', 'a,b\n1,2\n"x,2\n3,4\n', [2, 3]],
    ['header only', 'a,b\n', []],
    ['nothing', '', []],
  ])('finds the records of a CSV: %s', (_, text, expected) => {
    expect(firstLines(scan(text, csv))).toEqual(expected);
    expect(firstLines(scan(text, csv, 1))).toEqual(expected);
  });

  it('takes every line that is not empty as a record where there are no quotes', () => {
    expect(firstLines(scan('{"a":"\\""}\n\n{"b":1}\n"\n', lines))).toEqual([1, 3, 4]);
  });

  it('tells the kinds of line ends outside quotes', () => {
    expect([...scan('a,b\n1,"x\r\ny"\n', csv).lineEnds]).toEqual(['\n']);
    expect([...scan('a,b\r\n1,2\r\n', csv, 1).lineEnds]).toEqual(['\r\n']);
    expect([...scan('a,b\r1,2\r', csv).lineEnds]).toEqual(['\r']);
    expect([...scan('a,b\r\n1,2\n', csv).lineEnds]).toEqual(['\r\n', '\n']);
  });

  it('turns rows as an engine numbers them into record numbers', () => {
    // Rows: 1 header, 2 record, 3 empty, 4 record, 5 and 6 empty, 7 record.
    const scanner = scan('a,b\n1,2\n\n3,4\n\n\n5,6\n', csv);
    expect([1, 2, 3, 4, 5, 6, 7, 8].map((row) => scanner.recordAt(row))).toEqual([
      null,
      1,
      null,
      2,
      null,
      null,
      3,
      null,
    ]);
  });

  it('keeps the header, and counts more records than its first block holds', () => {
    const scanner = scan(`a,b\n${'1,2\n'.repeat(5000)}`, csv);
    expect(scanner.header.toString().startsWith('a,b\n')).toBe(true);
    expect([scanner.lines.count, scanner.lines.of(5000), scanner.lines.of(5001), scanner.lines.of(0)]).toEqual([
      5000,
      5001,
      null,
      null,
    ]);
  });
});
