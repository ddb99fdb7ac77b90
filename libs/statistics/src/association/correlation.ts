import { twoSidedZ } from '../distribution/normal.ts';
import { midRanks } from './mid-ranks.ts';
import { mean } from '../sample/moments.ts';

export interface Correlation {
  /** Of ranks. */
  readonly spearman: number | null;
  readonly pearson: number | null;
  /** Fisher's z; null for fewer than four points. */
  readonly pearsonLower: number | null;
  readonly pearsonUpper: number | null;
}

export interface PairedPoints {
  readonly x: readonly number[];
  /** Same length and order as `x`. */
  readonly y: readonly number[];
  readonly conf?: number;
}

const nothing: Correlation = { spearman: null, pearson: null, pearsonLower: null, pearsonUpper: null };
const isConstant = (values: readonly number[]): boolean => values.every((each) => each === values[0]);

function productMoment(x: readonly number[], y: readonly number[]): number | null {
  if (isConstant(x) || isConstant(y)) return null;
  const [mx, my] = [mean(x), mean(y)];
  const sum = (term: (dx: number, dy: number) => number) =>
    x.reduce((all, each, place) => all + term(each - mx, (y[place] ?? 0) - my), 0);
  const r = sum((dx, dy) => dx * dy) / Math.sqrt(sum((dx) => dx * dx)) / Math.sqrt(sum((_, dy) => dy * dy));
  return Number.isFinite(r) ? Math.min(1, Math.max(-1, r)) : null;
}

/** Correlation of ranks (Spearman 1904) and of values (Pearson 1896) with limits by Fisher 1921. Null where one side is constant or fewer than two points are known. */
export function correlation({ x, y, conf = 0.95 }: PairedPoints): Correlation {
  if (x.length !== y.length || x.length < 2 || ![...x, ...y].every(Number.isFinite)) return nothing;
  const pearson = productMoment(x, y);
  const spearman = productMoment(midRanks(x).ranks, midRanks(y).ranks);
  const z = twoSidedZ(conf);
  if (pearson === null || z === null || x.length < 4) return { ...nothing, spearman, pearson };
  const half = z / Math.sqrt(x.length - 3);
  const at = (shift: number): number => (Math.abs(pearson) === 1 ? pearson : Math.tanh(Math.atanh(pearson) + shift));
  return { spearman, pearson, pearsonLower: at(-half), pearsonUpper: at(half) };
}
