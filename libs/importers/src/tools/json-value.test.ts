import { expect, it } from 'vitest';
import { canonicalJson, exactAt, idAt, objectOf, outlineOf, parsedJson } from './json-value.ts';

// 2^53 + 1, which a float of 64 bits does not hold, and the number that it becomes.
const above = '9007199254740993';
const rounded = 9007199254740992;

const read = (text: string) => objectOf(parsedJson(text)?.value) ?? {};

it('parsedJson gives every number as a number, and null for what is no JSON', () => {
  const text = `{"id": ${above}, "below": -9007199254740994, "safe": 9007199254740991, "long": 0.1234567890123456789}`;
  expect(parsedJson(text)?.value).toEqual({
    id: rounded,
    below: -9007199254740994,
    safe: 9007199254740991,
    long: 0.1234567890123456789,
  });
  expect(parsedJson(`{"id": ${above}`)).toBeNull();
});

it('idAt and exactAt know the digits of a whole number that JavaScript rounds, at any depth', () => {
  const record = read(`{"id": ${above}, "project": {"id": -${above}, "n": 7}, "twice": 1, "twice": ${above}}`);
  expect(idAt(record, 'id')).toBe(above);
  expect(exactAt(record, 'twice')).toBe(above);
  const project = objectOf(record['project']) ?? {};
  expect([idAt(project, 'id'), idAt(project, 'n'), exactAt(project, 'n')]).toEqual([`-${above}`, '7', 7]);
  expect(idAt(read('{"id": 7}'), 'id')).toBe('7');
});

it('canonicalJson and outlineOf tell two numbers apart that JavaScript would make one', () => {
  const [one, other] = [read(`{"b": [${above}], "a": ${above}}`), read(`{"b": [${rounded}], "a": ${above}}`)];
  expect(canonicalJson(one)).toBe(`{"a":"${above}","b":["${above}"]}`);
  expect(canonicalJson(other)).not.toBe(canonicalJson(one));
  expect(outlineOf(one, { texts: new Set(), closed: new Set() })).toBe(`{"b":["${above}"],"a":"${above}"}`);
});
