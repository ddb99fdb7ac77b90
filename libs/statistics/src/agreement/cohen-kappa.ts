import { twoSidedZ } from '../distribution/normal.ts';
import { agreementWeights } from './agreement-weights.ts';
import { total } from '../sample/moments.ts';

export interface Kappa {
  readonly observed: number | null;
  readonly expected: number | null;
  /** Null where one category took all answers of both. */
  readonly kappa: number | null;
  readonly se: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface CohenKappaInput {
  /** Rows the first annotator's categories, columns the second's, in the order of the label scale. */
  readonly table: readonly (readonly number[])[];
  readonly conf?: number;
}

const nothing: Kappa = { observed: null, expected: null, kappa: null, se: null, lower: null, upper: null };
type Grid = readonly (readonly number[])[];
const columnSums = (grid: Grid) => grid.map((_, j) => total(grid.map((row) => row[j] ?? 0)));
const sumOver = (grid: Grid, term: (cell: number, i: number, j: number) => number) =>
  total(grid.map((row, i) => total(row.map((cell, j) => term(cell, i, j)))));

/** n times the variance, without the factor (1 - expected)^2: Fleiss, Cohen and Everitt 1969, Psychol Bull 72:323. 0 where only rounding is left. */
function spread(shares: Grid, weights: Grid, { expected, kappa }: { expected: number; kappa: number }): number {
  const rows = shares.map(total);
  const columns = columnSums(shares);
  const rowMeans = weights.map((row) => total(row.map((weight, j) => weight * (columns[j] ?? 0))));
  const columnMeans = columnSums(weights.map((row, i) => row.map((weight) => weight * (rows[i] ?? 0))));
  const squares = sumOver(shares, (share, i, j) => {
    const chance = ((rowMeans[i] ?? 0) + (columnMeans[j] ?? 0)) * (1 - kappa);
    return share * ((weights[i]?.[j] ?? 0) - chance) ** 2;
  });
  const value = squares - (kappa - expected * (1 - kappa)) ** 2;
  return value <= 1e-14 ? 0 : value;
}

function kappaOf({ table, conf = 0.95 }: CohenKappaInput, weights: Grid): Kappa {
  const rows = table.map(total);
  const columns = columnSums(table);
  const n = total(rows);
  const isSquare = table.every((row) => row.length === table.length && row.every((count) => count >= 0));
  if (!(n > 0 && n < Infinity && isSquare)) return nothing;
  // On counts, so that full agreement is exactly 1.
  const observed = sumOver(table, (count, i, j) => count * (weights[i]?.[j] ?? 0)) / n;
  const expected = sumOver(weights, (weight, i, j) => weight * (rows[i] ?? 0) * (columns[j] ?? 0)) / (n * n);
  if (!(expected < 1)) return { ...nothing, observed, expected };
  const kappa = (observed - expected) / (1 - expected);
  const shares = table.map((row) => row.map((count) => count / n));
  const se = Math.sqrt(spread(shares, weights, { expected, kappa }) / n) / (1 - expected);
  const z = twoSidedZ(conf);
  if (z === null) return { ...nothing, observed, expected, kappa, se };
  const lower = Math.max(-1, kappa - z * se);
  return { observed, expected, kappa, se, lower, upper: Math.min(1, kappa + z * se) };
}

/** Agreement of two annotators beyond chance, unweighted and weighted by distance (Cohen 1960; 1968). Null without answers or for a table that is not square. */
export function cohenKappa(input: CohenKappaInput): Readonly<Record<'none' | 'linear' | 'quadratic', Kappa>> {
  const ranks = input.table.map((_, rank) => rank);
  return {
    none: kappaOf(input, agreementWeights('identity', ranks)),
    linear: kappaOf(input, agreementWeights('linear', ranks)),
    quadratic: kappaOf(input, agreementWeights('quadratic', ranks)),
  };
}
