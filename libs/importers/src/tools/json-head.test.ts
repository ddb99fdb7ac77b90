import { describe, expect, it } from 'vitest';
import { jsonHead } from './json-head.ts';

const keysOf = (text: string) => {
  const found = jsonHead(Buffer.from(text));
  return found === null ? null : [[...found.keys], [...found.inner]];
};

describe('the beginning of a JSON text', () => {
  it.each([
    [
      'a list',
      '\uFEFF [ {"a" : {"b": [{"c": 1}]}, "d\\"e": "f"}, {"g": 1}]',
      [
        ['a', 'd\\"e'],
        ['b', 'c'],
      ],
    ],
    ['an object', '{"a": ["b", {"c": "}"}], "d": 1}', [['a', 'd'], ['c']]],
    ['cut off in a text that looks like more', '{"a": "x\\"b\\": {\\"c\\": ', [['a'], []]],
    ['cut off behind a backslash', '{"a": "x\\', [['a'], []]],
    ['a list of numbers', '[1, {"a": 1}]', null],
    ['no JSON', 'a,b', null],
  ])('%s', (_, text, expected) => {
    expect(keysOf(text)).toEqual(expected);
  });

  it.each(['x', '\\\\', '\\"a\\": {', '['])('with a text of 8 MB of %s', (filler) => {
    const text = filler.repeat((8 * 1024 * 1024) / filler.length);
    expect(keysOf(`{"a": "${text}", "b": 1}`)).toEqual([['a', 'b'], []]);
    expect(keysOf(`{"a": "${text}`)).toEqual([['a'], []]);
  });
});
