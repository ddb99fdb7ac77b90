import { describe, expect, it } from 'vitest';
import { mergeFilters, readFilter, sameFilters, withFilter, writeFilter } from './filters.ts';

describe('filters', () => {
  it.each([
    [{ dimension: 'workflow', values: ['Code'] }, 'workflow:Code'],
    [{ dimension: 'workflow', values: ['Code', null] }, 'workflow:Code,'],
    [{ dimension: 'workflow', values: ['a, b', 'c\\d', 'e:f'] }, 'workflow:a\\, b,c\\\\d,e:f'],
  ])('%o is written as %s and read back', (filter, text) => {
    expect(writeFilter(filter)).toBe(text);
    expect(readFilter(text)).toEqual(filter);
  });

  it('reads nothing out of a text without a dimension', () => {
    expect(readFilter('')).toBeNull();
    expect(readFilter(':Code')).toBeNull();
  });

  it('changes one dimension in its place, and takes it away with no values', () => {
    const filters = [
      { dimension: 'a', values: ['1'] },
      { dimension: 'b', values: ['2'] },
    ];
    expect(withFilter(filters, 'a', ['3'])).toEqual([{ dimension: 'a', values: ['3'] }, filters[1]]);
    expect(withFilter(filters, 'a', [])).toEqual([filters[1]]);
    expect(withFilter(filters, 'c', [null])).toEqual([...filters, { dimension: 'c', values: [null] }]);
  });

  it('lets the nearer layer win', () => {
    const page = [{ dimension: 'workflow', values: ['Code'] }];
    const row = [{ dimension: 'workflow', values: ['Medical intake'] }];
    expect(mergeFilters(page, [], row)).toEqual(row);
  });

  it('compares without regard to order', () => {
    const a = { dimension: 'a', values: ['1'] };
    const b = { dimension: 'b', values: ['2'] };
    expect(sameFilters([a, b], [b, a])).toBe(true);
    expect(sameFilters([a], [a, b])).toBe(false);
  });
});
