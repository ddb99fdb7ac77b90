/** An exact number: money is never a float. */
export class Fraction {
  readonly #top: bigint;
  readonly #bottom: bigint;

  constructor(top: bigint, bottom: bigint) {
    const sign = bottom < 0n ? -1n : 1n;
    const shared = divisor(top, bottom) * sign;
    this.#top = top / shared;
    this.#bottom = bottom / shared;
  }

  static of(text: string | number): Fraction {
    const [whole = '', decimals = ''] = String(text).split('.');
    return new Fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
  }

  static sum(all: readonly Fraction[]): Fraction {
    return all.reduce((a, b) => a.plus(b), new Fraction(0n, 1n));
  }

  get isZero(): boolean {
    return this.#top === 0n;
  }

  plus(other: Fraction): Fraction {
    return new Fraction(this.#top * other.#bottom + other.#top * this.#bottom, this.#bottom * other.#bottom);
  }

  minus(other: Fraction): Fraction {
    return new Fraction(this.#top * other.#bottom - other.#top * this.#bottom, this.#bottom * other.#bottom);
  }

  times(other: Fraction): Fraction {
    return new Fraction(this.#top * other.#top, this.#bottom * other.#bottom);
  }

  over(other: Fraction): Fraction {
    return new Fraction(this.#top * other.#bottom, this.#bottom * other.#top);
  }

  /** To four decimals, halves away from zero. */
  get money(): string {
    const size = this.#top < 0n ? -this.#top : this.#top;
    const rounded = (size * 20_000n + this.#bottom) / (2n * this.#bottom);
    const text = String(rounded).padStart(5, '0');
    const sign = this.#top < 0n && rounded > 0n ? '-' : '';
    return `${sign}${text.slice(0, -4)}.${text.slice(-4)}`;
  }

  get float(): number {
    // Enough digits that the division of what is left over loses none that a float has.
    return Number((this.#top * 10n ** 30n) / this.#bottom) / 1e30;
  }
}

function divisor(a: bigint, b: bigint): bigint {
  let [one, other] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (other > 0n) [one, other] = [other, one % other];
  return one === 0n ? 1n : one;
}
