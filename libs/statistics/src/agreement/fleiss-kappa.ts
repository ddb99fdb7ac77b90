import { total } from '../sample/moments.ts';

export interface FleissKappa {
  /** Null where all answers are of one category. */
  readonly kappa: number | null;
  readonly observed: number | null;
  readonly expected: number | null;
  /** Delete-one-item jackknife; null where leaving out an item leaves one category. */
  readonly jackknifeSe: number | null;
}

export interface FleissInput {
  /** A row an item: how many chose each category. Every item has the same number of answers, two or more. */
  readonly counts: readonly (readonly number[])[];
}

const nothing: FleissKappa = { kappa: null, observed: null, expected: null, jackknifeSe: null };

/** Sums over items that the coefficient is made of. */
interface Sums {
  readonly items: number;
  readonly agreement: number;
  /** Answers by category. */
  readonly answers: readonly number[];
}

function kappaOf({ items, agreement, answers }: Sums): Omit<FleissKappa, 'jackknifeSe'> {
  const all = total(answers);
  const observed = agreement / items;
  const expected = total(answers.map((count) => (count / all) ** 2));
  if (answers.some((count) => count === all)) return { kappa: null, observed, expected };
  return { kappa: (observed - expected) / (1 - expected), observed, expected };
}

function jackknife(estimates: readonly (number | null)[]): number | null {
  const known = estimates.filter((each) => each !== null);
  const n = known.length;
  if (n < 2 || n < estimates.length) return null;
  const mean = total(known) / n;
  return Math.sqrt(((n - 1) / n) * total(known.map((each) => (each - mean) ** 2)));
}

/**
 * Agreement of equally many answers to each item beyond chance (Fleiss 1971, Psychol Bull 76:378), for reports that ask
 * for it. All null unless every item has the same number of answers, two or more.
 */
export function fleissKappa({ counts }: FleissInput): FleissKappa {
  const m = total(counts[0] ?? []);
  const width = counts[0]?.length ?? 0;
  const isTable = counts.every(
    (row) => row.length === width && row.every((count) => count >= 0) && Math.abs(total(row) - m) < 1e-9,
  );
  if (counts.length === 0 || !isTable || !(m >= 2 && m < Infinity)) return nothing;
  const shareOf = (row: readonly number[]): number => (total(row.map((count) => count * count)) - m) / (m * (m - 1));
  const answers = Array.from({ length: width }, (_, category) => total(counts.map((row) => row[category] ?? 0)));
  const sums = { items: counts.length, agreement: total(counts.map(shareOf)), answers };
  if (!Number.isFinite(sums.agreement)) return nothing;
  const without = (row: readonly number[]): number | null => {
    if (sums.items === 1) return null;
    const left = answers.map((count, category) => count - (row[category] ?? 0));
    return kappaOf({ items: sums.items - 1, agreement: sums.agreement - shareOf(row), answers: left }).kappa;
  };
  const whole = kappaOf(sums);
  return { ...whole, jackknifeSe: whole.kappa === null ? null : jackknife(counts.map(without)) };
}
