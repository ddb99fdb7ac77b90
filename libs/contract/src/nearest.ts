/**
 * Names close to a mistyped one, nearest first, at most three. Close means: a third of the letters may differ
 * (edit distance with swaps of neighbours, Damerau 1964), or one holds the other.
 */
export function nearestNames(typed: string, known: readonly string[]): readonly string[] {
  const wanted = typed.toLowerCase();
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  return known
    .map((name) => ({
      name,
      distance: editDistance(wanted, name.toLowerCase()),
      holds: holds(wanted, name.toLowerCase()),
    }))
    .filter(({ distance, holds: isPart }) => distance <= limit || isPart)
    .sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** "Did you mean a or b?", or null without a near name. */
export function didYouMean(typed: string, known: readonly string[]): string | null {
  const near = nearestNames(typed, known);
  return near.length === 0 ? null : `Did you mean ${near.join(' or ')}?`;
}

function holds(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 3 && long.includes(short);
}

function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1)
      row.push(step({ a, b, i, j, above: rows[i - 1] ?? [], twoAbove: rows[i - 2] }, row));
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}

interface Position {
  readonly a: string;
  readonly b: string;
  readonly i: number;
  readonly j: number;
  readonly above: readonly number[];
  readonly twoAbove: readonly number[] | undefined;
}

function step({ a, b, i, j, above, twoAbove }: Position, row: readonly number[]): number {
  const substitution = at(above, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
  const best = Math.min(at(above, j) + 1, at(row, j - 1) + 1, substitution);
  const isSwap = twoAbove !== undefined && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return isSwap ? Math.min(best, at(twoAbove, j - 2) + 1) : best;
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;
