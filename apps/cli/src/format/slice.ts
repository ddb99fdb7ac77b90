import type { Estimate } from '@assay/contract';
import { otherMember } from '@assay/contract';

/** What a slice is called: the name of each value that it is split by. */
export const sliceNames = (by: Estimate['by']): readonly string[] =>
  Object.values(by).map((value) => (value === otherMember ? 'Other' : (value ?? 'not known')));

/** What stands before a line about one place of several: `week 47 of 2026, Code: `; nothing where there is one alone. */
export const placeHead = (names: readonly string[]): string => (names.length === 0 ? '' : `${names.join(', ')}: `);
