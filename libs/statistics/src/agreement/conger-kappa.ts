import { total } from '../sample/moments.ts';

export interface CongerKappa {
  /** Null without two raters, without pairs, or where all answers are of one category. */
  readonly kappa: number | null;
  readonly observed: number | null;
  readonly expected: number | null;
  /** Delete-one-unit jackknife; null where leaving out a unit leaves no coefficient. */
  readonly jackknifeSe: number | null;
}

export interface RatersInput {
  /** A row a unit, a place a rater: the category, from 0, or null without an answer. */
  readonly units: readonly (readonly (number | null)[])[];
}

const nothing: CongerKappa = { kappa: null, observed: null, expected: null, jackknifeSe: null };
type Whole = Omit<CongerKappa, 'jackknifeSe'>;

function agreementOf(unit: readonly (number | null)[]): number | null {
  const given = unit.filter((category) => category !== null);
  if (given.length < 2) return null;
  const counts = Map.groupBy(given, (category) => category);
  const same = total([...counts.values()].map(({ length }) => length * (length - 1)));
  return same / (given.length * (given.length - 1));
}

/** Sums over units, of which one can be left out without adding the others again. */
class Sums {
  #agreement = 0;
  #paired = 0;
  readonly #raters: number;
  /** By category, then by rater: answers. */
  readonly #counts = new Map<number, number[]>();
  readonly #answers: number[];

  constructor(units: RatersInput['units']) {
    this.#raters = units[0]?.length ?? 0;
    this.#answers = Array.from({ length: this.#raters }, () => 0);
    for (const unit of units) this.add(unit, 1);
  }

  add(unit: RatersInput['units'][number], times: 1 | -1): void {
    const agreement = agreementOf(unit);
    if (agreement !== null) {
      this.#agreement += times * agreement;
      this.#paired += times;
    }
    unit.slice(0, this.#raters).forEach((category, rater) => {
      if (category === null) return;
      const own = this.#counts.get(category) ?? this.#answers.map(() => 0);
      own[rater] = (own[rater] ?? 0) + times;
      this.#counts.set(category, own);
      this.#answers[rater] = (this.#answers[rater] ?? 0) + times;
    });
  }

  kappa(): Whole {
    const raters = this.#raters;
    if (raters < 2 || this.#paired === 0) return nothing;
    const observed = this.#agreement / this.#paired;
    const expected = total(
      [...this.#counts.values()].map((own) => {
        const shares = own.map((count, rater) => count / Math.max(1, this.#answers[rater] ?? 0));
        const mean = total(shares) / raters;
        const variance = total(shares.map((share) => (share - mean) ** 2)) / (raters - 1);
        return mean ** 2 - variance / raters;
      }),
    );
    if (!(expected < 1)) return { ...nothing, observed, expected };
    return { kappa: (observed - expected) / (1 - expected), observed, expected };
  }
}

/** Cohen's kappa of more than two raters, each with shares of its own (Conger 1980, Psychol Bull 88:322; uneven raters after Gwet 2014). */
export function congerKappa({ units }: RatersInput): CongerKappa {
  const sums = new Sums(units);
  const whole = sums.kappa();
  if (whole.kappa === null || units.length < 2) return { ...whole, jackknifeSe: null };
  const without = units.map((unit) => {
    sums.add(unit, -1);
    const { kappa } = sums.kappa();
    sums.add(unit, 1);
    return kappa;
  });
  const known = without.filter((kappa) => kappa !== null);
  if (known.length < without.length) return { ...whole, jackknifeSe: null };
  const mean = total(known) / known.length;
  const squares = total(known.map((kappa) => (kappa - mean) ** 2));
  return { ...whole, jackknifeSe: Math.sqrt(((known.length - 1) / known.length) * squares) };
}
