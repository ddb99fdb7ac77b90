import { otherMember } from '@assay/contract';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { realValue, shownValue } from './shown-value.ts';

it('tells what is really called as all others are under another name', () => {
  expect(['~other', '~~other', 'other', '~others', null].map(shownValue)).toEqual([
    '~~other',
    '~~~other',
    'other',
    '~others',
    null,
  ]);
});

it('tells every value under a name of its own that is not that of all others', () => {
  const value = fc.oneof(
    fc.string(),
    fc.nat(5).map((count) => `${'~'.repeat(count)}other`),
  );
  fc.assert(
    fc.property(value, (real) => {
      expect(realValue(shownValue(real))).toBe(real);
      expect(shownValue(real)).not.toBe(otherMember);
    }),
  );
});
