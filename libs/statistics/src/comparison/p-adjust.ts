export interface PAdjustInput {
  /** A null is a comparison without p: it stays null and is not counted. */
  readonly p: readonly (number | null)[];
  /** Level of the false discovery rate for `rejectedBh`, 0.05 when absent. */
  readonly q?: number;
}

export interface PAdjusted {
  /** Benjamini-Hochberg (false discovery rate), in the order given. */
  readonly bh: readonly (number | null)[];
  /** Holm (family-wise error), in the order given. */
  readonly holm: readonly (number | null)[];
  /** How many have an adjusted BH p of at most q. */
  readonly rejectedBh: number;
}

interface Ranked {
  readonly p: number;
  readonly index: number;
}

const isP = (p: number | null): p is number => p !== null && p >= 0 && p <= 1;

/** Step-up: p n/rank, and never above what a larger p got (Benjamini and Hochberg 1995). */
function stepUp(ranked: readonly Ranked[], fill: (index: number, p: number) => void): void {
  let smallest = 1;
  for (let i = ranked.length - 1; i >= 0; i--) {
    const { p, index } = ranked[i] as Ranked;
    smallest = Math.min(smallest, (p * ranked.length) / (i + 1));
    fill(index, smallest);
  }
}

/** Step-down: p times the number not yet rejected, and never below what a smaller p got (Holm 1979). */
function stepDown(ranked: readonly Ranked[], fill: (index: number, p: number) => void): void {
  let largest = 0;
  ranked.forEach(({ p, index }, i) => {
    largest = Math.min(1, Math.max(largest, p * (ranked.length - i)));
    fill(index, largest);
  });
}

/** p values adjusted for their number. Anything outside 0..1 counts as absent. */
export function pAdjust({ p, q = 0.05 }: PAdjustInput): PAdjusted {
  const ranked = p.flatMap((value, index) => (isP(value) ? [{ p: value, index }] : [])).sort((a, b) => a.p - b.p);
  const bh: (number | null)[] = p.map(() => null);
  const holm: (number | null)[] = p.map(() => null);
  stepUp(ranked, (index, value) => (bh[index] = value));
  stepDown(ranked, (index, value) => (holm[index] = value));
  return { bh, holm, rejectedBh: bh.filter((value) => value !== null && value <= q).length };
}
