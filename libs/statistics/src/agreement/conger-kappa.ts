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

function kappaOf(units: RatersInput['units']): Whole {
  const agreements = units.flatMap((unit) => agreementOf(unit) ?? []);
  const raters = units[0]?.length ?? 0;
  if (raters < 2 || agreements.length === 0) return nothing;
  const observed = total(agreements) / agreements.length;
  const categories = [...new Set(units.flat().filter((category) => category !== null))];
  const answers = Array.from({ length: raters }, (_, rater) => units.flatMap((unit) => unit[rater] ?? []));
  const expected = total(
    categories.map((category) => {
      const shares = answers.map((own) => own.filter((each) => each === category).length / Math.max(1, own.length));
      const mean = total(shares) / raters;
      const variance = total(shares.map((share) => (share - mean) ** 2)) / (raters - 1);
      return mean ** 2 - variance / raters;
    }),
  );
  if (!(expected < 1)) return { ...nothing, observed, expected };
  return { kappa: (observed - expected) / (1 - expected), observed, expected };
}

/** Cohen's kappa of more than two raters, each with shares of its own (Conger 1980, Psychol Bull 88:322; uneven raters after Gwet 2014). */
export function congerKappa({ units }: RatersInput): CongerKappa {
  const whole = kappaOf(units);
  if (whole.kappa === null || units.length < 2) return { ...whole, jackknifeSe: null };
  const without = units.map((_, place) => kappaOf(units.toSpliced(place, 1)).kappa);
  const known = without.filter((kappa) => kappa !== null);
  if (known.length < without.length) return { ...whole, jackknifeSe: null };
  const mean = total(known) / known.length;
  const squares = total(known.map((kappa) => (kappa - mean) ** 2));
  return { ...whole, jackknifeSe: Math.sqrt(((known.length - 1) / known.length) * squares) };
}
