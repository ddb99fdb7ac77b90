import { describe, expect, it } from 'vitest';
import { multinomialResampler } from './multinomial-draw.ts';
import { seededRandom } from './seeded-random.ts';

describe('multinomialResampler', () => {
  it('draws as many as there are, each kind with the mean, variance and covariance of the law', () => {
    const frequencies = [3, 500, 0, 40, 57];
    const n = 600;
    const resample = multinomialResampler(seededRandom('moments'), frequencies);
    const rounds = 20_000;
    const sum = [0, 0, 0, 0, 0];
    let square = 0;
    let product = 0;
    for (let i = 0; i < rounds; i++) {
      const drawn = resample();
      expect(drawn.reduce((a, b) => a + b, 0)).toBe(n);
      drawn.forEach((times, kind) => (sum[kind]! += times));
      square += (Number(drawn[4]) - 57) ** 2;
      product += (Number(drawn[4]) - 57) * (Number(drawn[1]) - 500);
    }
    frequencies.forEach((times, kind) => {
      const se = Math.sqrt((times * (1 - times / n)) / rounds);
      expect(Math.abs(Number(sum[kind]) / rounds - times)).toBeLessThanOrEqual(4 * se);
    });
    expect(Math.abs(square / rounds / (57 * (1 - 57 / n)) - 1)).toBeLessThan(0.05);
    expect(Math.abs(product / rounds / ((-57 * 500) / n) - 1)).toBeLessThan(0.05);
  });

  it('takes some random numbers a kind, however many units there are', () => {
    const random = seededRandom('work');
    let asked = 0;
    const counted = () => {
      asked += 1;
      return random();
    };
    const resample = multinomialResampler(counted, Array<number>(300).fill(1_000_000));
    for (let i = 0; i < 50; i++) resample();
    // Two numbers a try, and nearly every try is taken.
    expect(asked / 50 / 300).toBeLessThan(3);
  });

  it('of one kind always draws it', () => {
    expect([...multinomialResampler(seededRandom('one'), [7])()]).toEqual([7]);
    expect([...multinomialResampler(seededRandom('none'), [])()]).toEqual([]);
  });
});
