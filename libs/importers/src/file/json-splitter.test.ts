import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonSplitter } from './json-splitter.ts';
import type { TextRecord } from './record-splitter.ts';

function split(text: string | Buffer, pieceBytes = 1 << 20): readonly TextRecord[] {
  const bytes = Buffer.from(text);
  const splitter = new JsonSplitter();
  const found: TextRecord[] = [];
  for (let start = 0; start < bytes.length; start += pieceBytes)
    found.push(...splitter.push(bytes.subarray(start, start + pieceBytes)));
  return [...found, ...splitter.end()];
}

const short = (records: readonly TextRecord[]) => records.map(({ line, text, fault }) => [line, fault ?? text]);

describe('JsonSplitter', () => {
  it.each([
    [
      'a list in one line',
      '[{"a":1},{"b":[{}]}]',
      [
        [1, '{"a":1}'],
        [1, '{"b":[{}]}'],
      ],
    ],
    [
      'a list over lines',
      '\uFEFF[\n {\n "a": 1},\r\n  2 ,\n"x"\n]\n',
      [
        [2, '{\n "a": 1}'],
        [4, '2'],
        [5, '"x"'],
      ],
    ],
    [
      'brackets and quotes in texts',
      '[{"a":"]}\\"{,\\\\"},{}]',
      [
        [1, '{"a":"]}\\"{,\\\\"}'],
        [1, '{}'],
      ],
    ],
    [
      'objects one after another',
      '{"a":1}\n\n{"b":\n2}',
      [
        [1, '{"a":1}'],
        [3, '{"b":\n2}'],
      ],
    ],
    [
      'words and lists as elements',
      '[null,[1,2], true]',
      [
        [1, 'null'],
        [1, '[1,2]'],
        [1, 'true'],
      ],
    ],
    ['an empty list', ' [ ] ', []],
    ['nothing', '', []],
    [
      'a file that ends in a record',
      '[{"a":1},\n{"b":"x',
      [
        [1, '{"a":1}'],
        [2, 'the file ends inside it'],
      ],
    ],
    [
      'a list that is not closed',
      '[{"a":1},\n',
      [
        [1, '{"a":1}'],
        [2, 'the file ends before its list does'],
      ],
    ],
    ['what is not UTF-8', Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]), [[1, 'it is not UTF-8']]],
  ])('reads %s, however it is cut', (_, text, expected) => {
    for (const bytes of [1, 2, 3, 1000]) expect(short(split(text, bytes))).toEqual(expected);
  });

  it('gives back every element of any list, pretty-printed or not, cut anywhere', () => {
    const lists = fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 6 });
    const indents = fc.constantFrom(undefined, 1, '\t');
    fc.assert(
      fc.property(lists, indents, fc.integer({ min: 1, max: 40 }), (list, indent, bytes) => {
        const found = split(JSON.stringify(list, null, indent), bytes);
        expect(found.map(({ text }) => JSON.parse(text) as unknown)).toEqual(JSON.parse(JSON.stringify(list)));
        expect(found.every(({ fault }) => fault === null)).toBe(true);
        expect(found.map(({ number }) => number)).toEqual(list.map((__, index) => index + 1));
      }),
    );
  });

  it('passes over an element of more than 8 MB without holding it, and reads on', () => {
    const splitter = new JsonSplitter();
    const piece = Buffer.alloc(1 << 20, 'x');
    const found = [...splitter.push(Buffer.from('[{"a":1},\n{"b":"'))];
    const before = process.memoryUsage().arrayBuffers;
    for (let n = 0; n < 200; n += 1) found.push(...splitter.push(Buffer.from(piece)));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(250 * (1 << 20));
    found.push(...splitter.push(Buffer.from('"},{"c":2}]')), ...splitter.end());
    expect(short(found)).toEqual([
      [1, '{"a":1}'],
      [2, 'it is longer than 8 MB'],
      [2, '{"c":2}'],
    ]);
    expect(found[1]?.text).toBe('');
  });
});
