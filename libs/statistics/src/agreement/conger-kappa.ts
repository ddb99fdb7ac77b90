import { total } from '../sample/moments.ts';

export interface CongerKappa {
  /** Null without two raters, without pairs, or where all answers are of one category. */
  readonly kappa: number | null;
  readonly observed: number | null;
  readonly expected: number | null;
  /** Over units, by linearisation; null for a single unit. */
  readonly se: number | null;
}

type Unit = readonly (number | null)[];

export interface RatersInput {
  /** A row a unit, a place a rater: the category, from 0, or null without an answer. */
  readonly units: readonly Unit[];
}

const nothing: CongerKappa = { kappa: null, observed: null, expected: null, se: null };

function agreementOf(unit: Unit): number | null {
  const given = unit.filter((category) => category !== null);
  if (given.length < 2) return null;
  const counts = Map.groupBy(given, (category) => category);
  const same = total([...counts.values()].map(({ length }) => length * (length - 1)));
  return same / (given.length * (given.length - 1));
}

/** What one rater answered, and how that meets the answers of all the others. */
interface Rater {
  readonly answers: number;
  /** By category: shares of all other raters, added up. */
  readonly others: readonly number[];
  /** The same over the rater's own answers. */
  readonly mean: number;
}

function ratersOf(units: readonly Unit[]): readonly Rater[] {
  const categories = 1 + Math.max(...units.flatMap((unit) => unit.map((category) => category ?? 0)));
  const own = (units[0] ?? []).map((_, rater) => {
    const counts = Array.from({ length: categories }, () => 0);
    for (const unit of units) {
      const category = unit[rater] ?? null;
      if (category !== null) counts[category] = (counts[category] ?? 0) + 1;
    }
    const answers = total(counts);
    return { answers, shares: counts.map((count) => count / Math.max(1, answers)) };
  });
  const all = Array.from({ length: categories }, (_, k) => total(own.map(({ shares }) => shares[k] ?? 0)));
  return own.map(({ answers, shares }) => {
    const others = all.map((sum, k) => sum - (shares[k] ?? 0));
    return { answers, others, mean: total(shares.map((share, k) => share * (others[k] ?? 0))) };
  });
}

/** What a unit adds to the agreement by chance: a rater's answer stands for as many units as it has to, and none for the mean. */
function chanceIn(unit: Unit, raters: readonly Rater[], n: number): number {
  const parts = raters.map(({ answers, others, mean }, rater) => {
    const category = unit[rater] ?? null;
    const weight = n / answers;
    return category === null ? mean : weight * (others[category] ?? 0) - (weight - 1) * mean;
  });
  return total(parts) / (raters.length * (raters.length - 1));
}

/**
 * Cohen's kappa of more than two raters, each with shares of its own (Conger 1980, Psychol Bull 88:322), with its standard
 * error by linearisation where raters left something out (Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed., ch. 5).
 */
export function congerKappa({ units: given }: RatersInput): CongerKappa {
  const units = given.filter((unit) => unit.some((category) => category !== null));
  const n = units.length;
  const agreements = units.map(agreementOf);
  const known = agreements.filter((agreement) => agreement !== null);
  if (known.length === 0) return nothing;
  const raters = ratersOf(units);
  const observed = total(known) / known.length;
  const expected = total(raters.map(({ mean }) => mean)) / (raters.length * (raters.length - 1));
  if (!(expected < 1)) return { ...nothing, observed, expected };
  const kappa = (observed - expected) / (1 - expected);
  const squares = units.map((unit, index) => {
    const agreement = agreements[index] ?? null;
    const seen = agreement === null ? 0 : (n / known.length) * (agreement - expected);
    const chance = 2 * (1 - kappa) * (chanceIn(unit, raters, n) - expected);
    return ((seen - chance) / (1 - expected) - kappa) ** 2;
  });
  return { kappa, observed, expected, se: n >= 2 ? Math.sqrt(total(squares) / (n * (n - 1))) : null };
}
