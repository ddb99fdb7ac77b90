import { uniformFloat32 } from 'pure-rand/distribution/uniformFloat32';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Things to pick from, each with its share. Shares need not add to 1. */
export type Shares<T> = readonly (readonly [thing: T, share: number])[];

/** More than the number of any part, so that no two parts of two seeds are one. */
const partsApart = 1009;

/** A seeded source of chance. Two with the same numbers give the same draws for ever. */
export class Chance {
  readonly #generator;

  /** `part` is a number of what the draws are for, `seed` that of the whole sample. */
  constructor(part: number, seed = 0) {
    this.#generator = xoroshiro128plus(part + seed * partsApart);
  }

  /** From 0 up to, not including, 1. */
  unit(): number {
    return uniformFloat32(this.#generator);
  }

  /** True with probability `p`. */
  happens(p: number): boolean {
    return this.unit() < p;
  }

  /** A whole number from 0 up to, not including, `count`. */
  below(count: number): number {
    return Math.floor(this.unit() * count);
  }

  /** A number between the bounds. */
  between(from: number, to: number): number {
    return from + (to - from) * this.unit();
  }

  of<T>(things: readonly [T, ...T[]]): T {
    return things[this.below(things.length)] ?? things[0];
  }

  pick<T>(shares: Shares<T>): T {
    let total = 0;
    for (const [, share] of shares) total += share;
    let left = this.unit() * total;
    for (const [thing, share] of shares) {
      left -= share;
      if (left < 0) return thing;
    }
    const last = shares.at(-1);
    if (last === undefined) throw new RangeError('There is nothing to pick from.');
    return last[0];
  }
}
