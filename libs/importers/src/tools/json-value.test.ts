import { expect, it } from 'vitest';
import { parsedJson } from './json-value.ts';

it('parsedJson gives whole numbers that JavaScript would round as their digits, and all others as numbers', () => {
  // 2^53 + 1, which a float of 64 bits does not hold.
  const text =
    '{"id": 9007199254740993, "below": -9007199254740994, "safe": 9007199254740991, "long": 0.1234567890123456789}';
  expect(parsedJson(text)?.value).toEqual({
    id: '9007199254740993',
    below: '-9007199254740994',
    safe: 9007199254740991,
    long: 0.1234567890123456789,
  });
  expect(parsedJson('{"id": 9007199254740993')).toBeNull();
});
