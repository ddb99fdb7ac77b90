import { binomialDraw } from './binomial-draw.ts';
import type { Random } from './seeded-random.ts';

/**
 * Draws with replacement as many units as there are, and says how often each kind came: one binomial draw a kind among
 * what is left, so the work does not grow with the number of units. Frequencies are whole numbers; the array is reused.
 */
export function multinomialResampler(random: Random, frequencies: readonly number[]): () => Float64Array {
  // The commonest first: then the rest is soon used up and its draws are cheap.
  const order = frequencies.map((_, kind) => kind).sort((a, b) => (frequencies[b] ?? 0) - (frequencies[a] ?? 0));
  const sorted = order.map((kind) => frequencies[kind] ?? 0);
  const total = sorted.reduce((sum, times) => sum + times, 0);
  let after = total;
  const chance = sorted.map((times) => {
    const among = after;
    after -= times;
    return times / among;
  });
  const drawn = new Float64Array(frequencies.length);
  return () => {
    drawn.fill(0);
    let left = total;
    for (let i = 0; left > 0 && i < order.length; i++) {
      const times = binomialDraw(random, left, chance[i] as number);
      drawn[order[i] as number] = times;
      left -= times;
    }
    return drawn;
  };
}
