import { total } from '../sample/moments.ts';

export interface MergedTable {
  /** The kept columns in their order, and the merged ones together as the last. */
  readonly table: readonly (readonly number[])[];
  /** Places of the merged columns in the table given; empty if none was rare. */
  readonly merged: readonly number[];
}

/**
 * Puts rare categories (columns) together until every expected count is at least `least`, 5 when absent, so that the
 * chi-square law holds (Cochran 1954). A column that is rare alone takes the next rarest with it. Rows stay as they are.
 */
export function mergeRareColumns(table: readonly (readonly number[])[], least = 5): MergedTable {
  const rows = table.map(total).filter((row) => row > 0);
  const columns = (table[0] ?? []).map((_, j) => total(table.map((row) => row[j] ?? 0)));
  // The smallest expected count of a column is in the smallest row.
  const needed = (least * total(rows)) / Math.min(...rows);
  const byCount = columns.map((_, j) => j).sort((a, b) => (columns[a] ?? 0) - (columns[b] ?? 0));
  const merged: number[] = [];
  let together = 0;
  for (const j of byCount) {
    const isEnough = merged.length === 0 || together >= needed;
    if ((columns[j] ?? 0) >= needed && isEnough) break;
    merged.push(j);
    together += columns[j] ?? 0;
  }
  if (merged.length === 0) return { table, merged };
  const isMerged = new Set(merged);
  return {
    table: table.map((row) => [...row.filter((_, j) => !isMerged.has(j)), total(merged.map((j) => row[j] ?? 0))]),
    merged: merged.sort((a, b) => a - b),
  };
}
