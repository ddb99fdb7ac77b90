import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clopperPearson } from './clopper-pearson.ts';
import { stratifiedProportion } from './stratified-proportion.ts';

const nothing = { estimate: null, se: null, lower: null, upper: null, interval: null, unweighted: null, merged: [] };
const stratum = fc
  .integer({ min: 2, max: 60 })
  .chain((sampled) =>
    fc.record({ sampled: fc.constant(sampled), passed: fc.integer({ min: 0, max: sampled }), rest: fc.nat(900) }),
  )
  .map(({ sampled, passed, rest }) => ({ name: 's', population: sampled + rest, sampled, passed }));

describe('stratifiedProportion', () => {
  const strata = [
    { name: 'risky', population: 100, sampled: 10, passed: 5 },
    { name: 'normal', population: 300, sampled: 20, passed: 18 },
  ];

  it('by hand: 5 of 10 of 100 and 18 of 20 of 300', () => {
    const got = stratifiedProportion({ strata });
    expect(got.estimate).toBeCloseTo(0.25 * 0.5 + 0.75 * 0.9, 14);
    expect(got.unweighted).toBeCloseTo(23 / 30, 14);
    const se = Math.sqrt((0.0625 * 0.9 * 0.25) / 9 + (0.5625 * (280 / 300) * 0.09) / 19);
    expect(got.se).toBeCloseTo(se, 14);
    const logit = Math.log(0.8 / 0.2);
    const half = (1.959963984540054 * se) / 0.16;
    expect(got.lower).toBeCloseTo(1 / (1 + Math.exp(half - logit)), 12);
    expect(got.upper).toBeCloseTo(1 / (1 + Math.exp(-half - logit)), 12);
    expect(got).toMatchObject({ interval: 'logit', merged: [] });
  });

  it('has no sampling variance in a census', () => {
    const census = strata.map((each) => ({ ...each, population: each.sampled }));
    const got = stratifiedProportion({ strata: census });
    expect(got.se).toBe(0);
    expect(got.lower).toBeCloseTo(23 / 30, 12);
    expect(got.upper).toBeCloseTo(23 / 30, 12);
  });

  it('is exact on the pooled sample where none or all passed', () => {
    const none = strata.map((each) => ({ ...each, passed: 0 }));
    const all = strata.map((each) => ({ ...each, passed: each.sampled }));
    expect(stratifiedProportion({ strata: none })).toMatchObject({
      estimate: 0,
      se: 0,
      lower: 0,
      upper: clopperPearson({ successes: 0, n: 30 }).upper,
      interval: 'clopper_pearson',
    });
    expect(stratifiedProportion({ strata: all })).toMatchObject({ estimate: 1, upper: 1, unweighted: 1 });
    expect(stratifiedProportion({ strata: all }).lower).toBe(clopperPearson({ successes: 30, n: 30 }).lower);
  });

  it('puts a stratum of fewer than two with the next, the last with the one before', () => {
    const [risky, normal] = strata as [(typeof strata)[0], (typeof strata)[0]];
    const tiny = { name: 'tiny', population: 50, sampled: 1, passed: 1 };
    const first = stratifiedProportion({ strata: [tiny, risky, normal] });
    const together = { name: 'x', population: 150, sampled: 11, passed: 6 };
    expect(first).toEqual({ ...stratifiedProportion({ strata: [together, normal] }), merged: ['tiny'] });
    const last = stratifiedProportion({ strata: [normal, risky, tiny] });
    expect(last.merged).toEqual(['tiny']);
    expect(last.estimate).toBeCloseTo(first.estimate ?? NaN, 14);
    const empty = { name: 'unsampled', population: 50, sampled: 0, passed: 0 };
    expect(stratifiedProportion({ strata: [empty, risky] }).merged).toEqual(['unsampled']);
  });

  it('knows the share but no error from one item', () => {
    const got = stratifiedProportion({ strata: [{ name: 'a', population: 9, sampled: 1, passed: 1 }] });
    expect(got).toEqual({ ...nothing, estimate: 1, unweighted: 1, merged: ['a'] });
  });

  it('of strata sampled at one rate with one share is the plain share', () => {
    fc.assert(
      fc.property(fc.array(stratum, { minLength: 1, maxLength: 6 }), (rows) => {
        const even = rows.map((row) => ({ ...row, population: row.sampled * 5 }));
        const got = stratifiedProportion({ strata: even });
        expect(got.estimate).toBeCloseTo(got.unweighted ?? NaN, 12);
      }),
    );
  });

  it('holds the share, inside 0 and 1, and mirrors when pass and fail change places', () => {
    fc.assert(
      fc.property(fc.array(stratum, { minLength: 1, maxLength: 6 }), (rows) => {
        const there = stratifiedProportion({ strata: rows });
        const back = stratifiedProportion({
          strata: rows.map((row) => ({ ...row, passed: row.sampled - row.passed })),
        });
        const [lower, p, upper] = [Number(there.lower), Number(there.estimate), Number(there.upper)];
        expect(0 <= lower && lower <= p + 1e-12 && p <= upper + 1e-12 && upper <= 1).toBe(true);
        expect(lower + Number(back.upper)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('has no answer without a sampled item or with more passed than sampled', () => {
    expect(stratifiedProportion({ strata: [] })).toEqual(nothing);
    expect(stratifiedProportion({ strata: [{ name: 'a', population: 9, sampled: 0, passed: 0 }] })).toEqual(nothing);
    expect(stratifiedProportion({ strata: [{ name: 'a', population: 9, sampled: 4, passed: 5 }] })).toEqual(nothing);
    expect(stratifiedProportion({ strata: [{ name: 'a', population: NaN, sampled: 4, passed: 3 }] })).toEqual(nothing);
    expect(stratifiedProportion({ strata, conf: 3 })).toMatchObject({ lower: null, upper: null, interval: null });
  });
});
