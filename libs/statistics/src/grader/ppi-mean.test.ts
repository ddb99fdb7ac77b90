import { describe, expect, it } from 'vitest';
import { ppiMean } from './ppi-mean.ts';

describe('ppi_mean', () => {
  it('moves the judge’s mean by how far people differ from it', () => {
    // People 1, 0, 1, 0; judge 1, 1, 1, 0 on them and 1, 0 on the rest: 0.5 + (0.5 - 0.75).
    const input = { humanLabels: [1, 0, 1, 0], judgeOnHuman: [1, 1, 1, 0], judgeOnRest: [1, 0] };
    const { classical, ppi } = ppiMean(input);
    expect(classical).toMatchObject({ estimate: 0.5, se: 0.25, lambda: 0 });
    expect(ppi.estimate).toBeCloseTo(0.25, 12);
    // 0.25 / 2 of the rest, and of the differences 0, -1, 0, 0 the variance 3/16 over 4.
    expect(ppi.se).toBeCloseTo(Math.sqrt(0.125 + 3 / 64), 12);
  });

  it('does not listen to a judge who always says the same', () => {
    const { ppiPlusPlus, classical } = ppiMean({
      humanLabels: [1, 0, 0],
      judgeOnHuman: [1, 1, 1],
      judgeOnRest: [1, 1],
    });
    expect(ppiPlusPlus).toEqual(classical);
  });

  it('is no wider than people alone where the judge is good', () => {
    const humanLabels = [3, 1, 4, 1, 5, 2, 2, 4, 3, 5];
    const judgeOnHuman = humanLabels.map((label, place) => label + (place % 2 === 0 ? 0.2 : -0.2));
    const judgeOnRest = Array.from({ length: 60 }, (_, place) => 1 + (place % 5));
    const { classical, ppiPlusPlus } = ppiMean({ humanLabels, judgeOnHuman, judgeOnRest });
    expect(Number(ppiPlusPlus.se)).toBeLessThan(Number(classical.se) / 1.5);
    expect(Number(ppiPlusPlus.lambda)).toBeGreaterThan(0.7);
  });

  it('is unknown for fewer than two graded by both', () => {
    expect(ppiMean({ humanLabels: [1], judgeOnHuman: [1], judgeOnRest: [1] }).ppi.estimate).toBeNull();
    expect(ppiMean({ humanLabels: [1, 0], judgeOnHuman: [1, 0], judgeOnRest: [] }).classical.estimate).toBeNull();
  });
});
