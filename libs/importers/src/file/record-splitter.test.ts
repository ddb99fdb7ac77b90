import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SplitOptions } from './record-splitter.ts';
import { RecordSplitter, lineEndOf } from './record-splitter.ts';

const csv: SplitOptions = { separator: ',', lineEnd: '\n' };

function split(content: string | Buffer, options: SplitOptions = csv, pieceBytes = 100_000_000) {
  const splitter = new RecordSplitter(options);
  const bytes = Buffer.from(content);
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, index) =>
    splitter.push(bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes)),
  );
  return [...pieces, splitter.end()].flat();
}

const linesAndTexts = (records: ReturnType<typeof split>) => records.map(({ line, text }) => [line, text]);

const text = fc
  .array(fc.constantFrom('x', 'y', ',', ',', '"', '"', '""', ' ', '\n', '\r\n', '\u00fc', '\u{1f600}'), {
    maxLength: 60,
  })
  .map((pieces) => pieces.join(''));

it('gives the same records whatever pieces it is fed', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (content, size) => {
      expect(split(content, csv, size)).toEqual(split(content));
    }),
  );
});

it('loses no line and takes none twice', () => {
  fc.assert(
    fc.property(text, (content) => {
      const lines = content.split('\n').map((line) => line.replace(/\r$/, ''));
      const found = split(content).flatMap((record) =>
        record.text.split('\n').map((line, index) => [record.line + index, line.replace(/\r$/, '')]),
      );
      // Inside a record empty lines are text, between records they are nothing.
      const known = lines.map((line, index) => [index + 1, line]).filter(([, line]) => line !== '');
      expect(found.filter(([, line]) => line !== '')).toEqual(known);
    }),
  );
});

describe('RecordSplitter', () => {
  it.each([
    [
      'plain',
      'a,b\n1,2\n',
      [
        [1, 'a,b'],
        [2, '1,2'],
      ],
    ],
    [
      'without a last line end',
      'a,b\n1,2',
      [
        [1, 'a,b'],
        [2, '1,2'],
      ],
    ],
    [
      'line ends inside quotes',
      '"x\ny\nz",2\n3,4\n',
      [
        [1, '"x\ny\nz",2'],
        [4, '3,4'],
      ],
    ],
    [
      'pairs of line ends, also inside quotes',
      '"x\r\ny\nz",2\r\n3,4\r\n',
      [
        [1, '"x\r\ny\nz",2'],
        [4, '3,4'],
      ],
    ],
    [
      'a pair of line ends after a quote',
      '1,"x\r\ny"\r\n3,4\r\n',
      [
        [1, '1,"x\r\ny"'],
        [3, '3,4'],
      ],
    ],
    [
      'both kinds of line ends',
      'a,b\r\n1,2\n3,4\r\n',
      [
        [1, 'a,b'],
        [2, '1,2'],
        [3, '3,4'],
      ],
    ],
    [
      'doubled quotes',
      '"x""\n",2\n3,4\n',
      [
        [1, '"x""\n",2'],
        [3, '3,4'],
      ],
    ],
    [
      'a quote inside a plain cell',
      'x"y,2\n3,4\n',
      [
        [1, 'x"y,2'],
        [2, '3,4'],
      ],
    ],
    [
      'blanks before a quote',
      'a, "x\ny"\n3,4\n',
      [
        [1, 'a, "x\ny"'],
        [3, '3,4'],
      ],
    ],
    [
      'empty lines',
      '\n\n1,2\n\r\n\n3,4\n\n',
      [
        [3, '1,2'],
        [6, '3,4'],
      ],
    ],
    ['a mark of the byte order', '\ufeff"a\nb",c\n', [[1, '"a\nb",c']]],
    ['nothing but that mark', '\ufeff', []],
    [
      'a quote that nothing closes',
      '1,"2\n3,4\n5,6\n',
      [
        [1, '1,"2'],
        [2, '3,4'],
        [3, '5,6'],
      ],
    ],
    [
      'a quote too many, and quoted cells after it',
      '1,"2\n3,"4"\n5,"6\n7"\n',
      [
        [1, '1,"2'],
        [2, '3,"4"'],
        [3, '5,"6\n7"'],
      ],
    ],
    [
      'text after a closed quote',
      '"1"x,2\n3,4\n',
      [
        [1, '"1"x,2'],
        [2, '3,4'],
      ],
    ],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(linesAndTexts(split(text))).toEqual(expected);
    expect(linesAndTexts(split(text, csv, 1))).toEqual(expected);
    expect(linesAndTexts(split(text, csv, 3))).toEqual(expected);
  });

  it('numbers records from 1', () => {
    expect(split('a\n\nb\nc').map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it('takes every line as a record where there are no quotes', () => {
    expect(linesAndTexts(split('{"a":"\\""}\n\n"\n', { separator: null, lineEnd: '\n' }))).toEqual([
      [1, '{"a":"\\""}'],
      [3, '"'],
    ]);
  });

  it('parts by carriage returns', () => {
    expect(linesAndTexts(split('a,b\r"1\n\r2",3\r', { separator: ',', lineEnd: '\r' }))).toEqual([
      [1, 'a,b'],
      [2, '"1\n\r2",3'],
    ]);
  });

  it('knows text that is not UTF-8, also where it is cut into pieces', () => {
    const bytes = Buffer.concat([Buffer.from('\u00fc,\u{1f600}\n'), Buffer.from([0xff, 0x0a]), Buffer.from('c\n')]);
    for (const size of [100, 1]) {
      expect(split(bytes, csv, size).map(({ fault }) => fault)).toEqual([null, 'it is not UTF-8', null]);
    }
  });

  it('gives up a record that is too long, and finds the next', () => {
    const long = 'x'.repeat(20_000_000);
    for (const text of [`a\n${long}\nb\n`, `a\n${long}`, `a\n"${long}\nb\n`]) {
      const found = split(text, csv, 1_000_000);
      expect(found.map(({ line, fault }) => [line, fault]).slice(0, 2)).toEqual([
        [1, null],
        [2, 'it is longer than 8 MB'],
      ]);
      expect(found.slice(2).map(({ line, text: next }) => [line, next])).toEqual(
        text.endsWith('b\n') ? [[3, 'b']] : [],
      );
    }
  });

  it('gives up an open quote after as many bytes, and reads the lines it would have swallowed', () => {
    const lines = Array.from(
      { length: 300_000 },
      (_, index) => `${index},yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy`,
    );
    const found = split(`1,"2\n${lines.join('\n')}\n`, csv, 1_000_000);
    expect(found).toHaveLength(300_001);
    expect(found.at(-1)).toMatchObject({ line: 300_001, fault: null });
  });
});

it.each([
  ['a\nb', '\n'],
  ['a\r\nb', '\n'],
  ['a\rb\r', '\r'],
  ['a\nb\rc', '\n'],
  ['a', '\n'],
  ['a\rb\r\n', '\r'],
])('lineEndOf %j', (text, expected) => {
  expect(lineEndOf(Buffer.from(text))).toBe(expected);
});
