import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pAdjust } from './p-adjust.ts';

const ps = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 });

it('by hand: 0.01 0.04 0.03 0.005', () => {
  // Sorted 0.005 0.01 0.03 0.04. BH: 4/1, 4/2, 4/3, 4/4 times. Holm: 4, 3, 2, 1 times, never falling.
  const got = pAdjust({ p: [0.01, 0.04, 0.03, 0.005] });
  const close = (want: readonly number[]) => want.map((value) => expect.closeTo(value, 14) as number);
  expect(got.bh).toEqual(close([0.02, 0.04, 0.04, 0.02]));
  expect(got.holm).toEqual(close([0.03, 0.06, 0.06, 0.02]));
  expect(got.rejectedBh).toBe(4);
});

it('never lowers a p, never passes 1, and Holm is never below BH', () => {
  fc.assert(
    fc.property(ps, (p) => {
      const { bh, holm } = pAdjust({ p });
      p.forEach((raw, i) => {
        expect(Number(bh[i])).toBeGreaterThanOrEqual(raw * (1 - 1e-12));
        expect(Number(holm[i])).toBeGreaterThanOrEqual(Number(bh[i]) * (1 - 1e-12));
        expect(Number(holm[i])).toBeLessThanOrEqual(1);
      });
    }),
  );
});

it('keeps the order of the raw values', () => {
  fc.assert(
    fc.property(ps, (p) => {
      const { holm } = pAdjust({ p });
      const byRaw = [...p.keys()].sort((a, b) => Number(p[a]) - Number(p[b]));
      byRaw
        .slice(1)
        .forEach((index, i) => expect(Number(holm[index])).toBeGreaterThanOrEqual(Number(holm[byRaw[i] ?? 0])));
    }),
  );
});

it('leaves out what is absent or no probability', () => {
  expect(pAdjust({ p: [0.01, null, 0.03, NaN, 2] })).toEqual({
    bh: [0.02, null, 0.03, null, null],
    holm: [0.02, null, 0.03, null, null],
    rejectedBh: 2,
  });
});

it('has nothing to say about nothing', () => {
  expect(pAdjust({ p: [] })).toEqual({ bh: [], holm: [], rejectedBh: 0 });
});
