import { describe, expect, it } from 'vitest';
import { pageHeader } from '../gql/page-header.ts';
import { pageAt } from './path.ts';

describe('the page of a path', () => {
  it.each([
    ['/', 'scorecard'],
    ['/failure-modes', 'failure-modes'],
    ['/failure-modes/', 'failure-modes'],
    ['/a%20b', 'a b'],
    ['/a/b', null],
    ['/100%', null],
  ])('%s is %s', (path, page) => {
    expect(pageAt(path)).toBe(page);
  });
});

describe('the header that names the page', () => {
  it.each([
    ['/', { 'assay-page': 'scorecard' }],
    ['/failure-modes', { 'assay-page': 'failure-modes' }],
    // A header cannot carry it, and the request would not be sent at all.
    ['/%E2%82%AC', {}],
    ['/100%', {}],
  ])('of %s is %o', (path, header) => {
    expect(pageHeader(path)).toEqual(header);
    expect(() => new Headers(header)).not.toThrow();
  });
});
