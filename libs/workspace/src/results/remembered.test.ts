import type { Result } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import type { Version } from './remembered.ts';
import { resultCache } from './result-cache.ts';

const result = (text: string): Result => ({
  columns: [{ name: 'a', type: 'str', values: [text] }],
  rowCount: 1,
  queryId: text,
  elapsedMs: 1,
  bytesRead: null,
});
/** 2 bytes of the column's name, 16 of the cell, 2 a letter, 2 of the key. */
const kilobyte = (letter: string) => result(letter.repeat((1024 - 20) / 2));
const first: Version = { mark: 'v1', asked: 1 };
const second: Version = { mark: 'v2', asked: 2 };

describe('a result', () => {
  it('is found under its key and state of the data alone', () => {
    const cache = resultCache();
    cache.keep(first, 'a', result('1'));
    expect(cache.find(first, 'a')).toEqual(result('1'));
    expect(cache.find({ mark: 'v1', asked: 9 }, 'a')).toEqual(result('1'));
    expect(cache.find(first, 'b')).toBeNull();
  });

  it('is dropped with its state of the data', () => {
    const cache = resultCache();
    cache.keep(first, 'a', result('1'));
    expect(cache.find(second, 'a')).toBeNull();
    expect([cache.size, cache.bytes]).toEqual([0, 0]);
  });

  it('of a state that was left is neither kept nor drops what came after', () => {
    const cache = resultCache();
    cache.keep(second, 'a', result('2'));
    cache.keep(first, 'a', result('1'));
    expect(cache.find(first, 'a')).toBeNull();
    expect(cache.find(second, 'a')).toEqual(result('2'));
  });
});

describe('the room', () => {
  it('is bounded in bytes; what was used least lately gives way', () => {
    const cache = resultCache(8 * 1024);
    for (const key of 'abcdefgh') cache.keep(first, key, kilobyte(key));
    expect([cache.size, cache.bytes]).toEqual([8, 8192]);
    expect(cache.find(first, 'a')).not.toBeNull();
    cache.keep(first, 'i', kilobyte('i'));
    expect([cache.size, cache.bytes]).toEqual([8, 8192]);
    expect(cache.find(first, 'b')).toBeNull();
    expect(cache.find(first, 'a')).not.toBeNull();
  });

  it('counts a result that is kept again once', () => {
    const cache = resultCache(8 * 1024);
    cache.keep(first, 'a', kilobyte('x'));
    cache.keep(first, 'a', result('1'));
    expect([cache.size, cache.bytes]).toEqual([1, 22]);
  });

  it('is not for one result alone', () => {
    const cache = resultCache(8 * 1024);
    cache.keep(first, 'a', kilobyte('x'));
    cache.keep(first, 'b', result('x'.repeat(1024)));
    expect([cache.size, cache.find(first, 'b')]).toEqual([1, null]);
  });
});
