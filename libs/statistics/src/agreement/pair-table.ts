/** A unit's answers, only the categories it has, and how many units have them. */
export interface SparsePattern {
  readonly cells: readonly { readonly category: number; readonly count: number }[];
  readonly times: number;
}

/**
 * Patterns with at least two answers, flat. A unit of m answers adds `count` to the margin of each of its categories and
 * count_c count_k / (m - 1) to the coincidences of each pair c < k (Krippendorff 2011). Row p of the cells reaches from
 * cellStart[p] to cellStart[p + 1]; pairs likewise.
 */
export interface PairTable {
  readonly categories: number;
  readonly times: readonly number[];
  readonly cellStart: Int32Array;
  readonly cellCategory: Int32Array;
  readonly cellCount: Float64Array;
  readonly pairStart: Int32Array;
  /** Place of the pair in `first` and `second`. */
  readonly pairPlace: Int32Array;
  readonly pairWeight: Float64Array;
  /** Distinct pairs of different categories that some unit has. */
  readonly first: Int32Array;
  readonly second: Int32Array;
}

/** Sums over units: answers by category, and coincidences by distinct pair. */
export interface PairSums {
  readonly margins: Float64Array;
  readonly coincidences: Float64Array;
}

/** Gives each distinct pair its place, in the order of first sight. */
class Places {
  readonly first: number[] = [];
  readonly second: number[] = [];
  readonly #known = new Map<number, number>();

  of(c: number, k: number, categories: number): number {
    const [low, high] = c < k ? [c, k] : [k, c];
    const key = low * categories + high;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.first.length);
    this.second.push(high);
    return this.first.push(low) - 1;
  }
}

const answersIn = ({ cells }: SparsePattern) => cells.reduce((total, { count }) => total + count, 0);

export function pairTable(patterns: readonly SparsePattern[], categories: number): PairTable {
  const pairable = patterns.filter(
    (pattern) => pattern.times > 0 && pattern.times < Infinity && answersIn(pattern) >= 2,
  );
  const places = new Places();
  const cells: { readonly category: number; readonly count: number }[] = [];
  const pairs: { readonly place: number; readonly weight: number }[] = [];
  const cellStart = [0];
  const pairStart = [0];
  for (const pattern of pairable) {
    const others = answersIn(pattern) - 1;
    pattern.cells.forEach((cell, i) => {
      cells.push(cell);
      for (const { category, count } of pattern.cells.slice(i + 1)) {
        pairs.push({ place: places.of(cell.category, category, categories), weight: (cell.count * count) / others });
      }
    });
    cellStart.push(cells.length);
    pairStart.push(pairs.length);
  }
  return {
    categories,
    times: pairable.map(({ times }) => times),
    cellStart: Int32Array.from(cellStart),
    cellCategory: Int32Array.from(cells, ({ category }) => category),
    cellCount: Float64Array.from(cells, ({ count }) => count),
    pairStart: Int32Array.from(pairStart),
    pairPlace: Int32Array.from(pairs, ({ place }) => place),
    pairWeight: Float64Array.from(pairs, ({ weight }) => weight),
    first: Int32Array.from(places.first),
    second: Int32Array.from(places.second),
  };
}

export function emptySums({ categories, first }: PairTable): PairSums {
  return { margins: new Float64Array(categories), coincidences: new Float64Array(first.length) };
}

/** Adds `times` units (takes them away, if negative) of the pattern at place p. */
export function addPattern(
  table: PairTable,
  sums: PairSums,
  { p, times }: { readonly p: number; readonly times: number },
): void {
  const { cellStart, cellCategory, cellCount, pairStart, pairPlace, pairWeight } = table;
  const { margins, coincidences } = sums;
  for (let i = cellStart[p] as number, end = cellStart[p + 1] as number; i < end; i++) {
    const c = cellCategory[i] as number;
    margins[c] = (margins[c] as number) + times * (cellCount[i] as number);
  }
  for (let j = pairStart[p] as number, end = pairStart[p + 1] as number; j < end; j++) {
    const place = pairPlace[j] as number;
    coincidences[place] = (coincidences[place] as number) + times * (pairWeight[j] as number);
  }
}

/** Sums of all patterns, pattern p as often as `frequencies[p]` says. */
export function sumPatterns(table: PairTable, frequencies: ArrayLike<number>, sums = emptySums(table)): PairSums {
  sums.margins.fill(0);
  sums.coincidences.fill(0);
  for (let p = 0; p < table.times.length; p++) {
    const times = frequencies[p] as number;
    if (times > 0) addPattern(table, sums, { p, times });
  }
  return sums;
}
