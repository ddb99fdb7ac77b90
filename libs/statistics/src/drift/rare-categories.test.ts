import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chi2CramersV } from './chi2-cramers-v.ts';
import { mergeRareColumns } from './rare-categories.ts';

const table = fc
  .array(fc.tuple(fc.nat(40), fc.nat(40)), { minLength: 1, maxLength: 9 })
  .map((columns) => [columns.map(([a]) => a), columns.map(([, b]) => b)]);

describe('mergeRareColumns', () => {
  it('leaves a table alone where every expected count is 5 or more', () => {
    const plain = [[5, 95], [5, 95]]; // prettier-ignore
    expect(mergeRareColumns(plain)).toEqual({ table: plain, merged: [] });
  });

  it('puts the rare together as the last column', () => {
    expect(mergeRareColumns([[3, 50, 4, 43], [3, 49, 2, 46]])).toEqual({ table: [[50, 43, 7], [49, 46, 5]], merged: [0, 2] }); // prettier-ignore
  });

  it('takes the next rarest with it until that is enough', () => {
    expect(mergeRareColumns([[1, 50, 8], [2, 60, 7]])).toEqual({ table: [[50, 9], [60, 9]], merged: [0, 2] }); // prettier-ignore
  });

  it('stops where together they expect exactly 5', () => {
    expect(mergeRareColumns([[2, 3, 50], [2, 3, 50]]).merged).toEqual([0, 1]); // prettier-ignore
  });

  it('looks at the smaller row, and not at an empty one', () => {
    // Column 1 has 20 of 220: expected 20 * 20/220 = 1.8 in the small row.
    expect(
      mergeRareColumns([
        [18, 100, 82],
        [2, 9, 9],
        [0, 0, 0],
      ]).merged,
    ).toEqual([0, 2]);
  });

  it('keeps every count, and leaves no rare column unless all is one', () => {
    fc.assert(
      fc.property(table, (counts) => {
        const got = mergeRareColumns(counts);
        const sum = (rows: readonly (readonly number[])[]) => rows.map((row) => row.reduce((a, b) => a + b, 0));
        expect(sum(got.table)).toEqual(sum(counts));
        const { minExpected } = chi2CramersV({ table: got.table });
        if ((got.table[0]?.length ?? 0) > 1 && minExpected !== null)
          expect(minExpected).toBeGreaterThanOrEqual(5 - 1e-9);
      }),
    );
  });
});
