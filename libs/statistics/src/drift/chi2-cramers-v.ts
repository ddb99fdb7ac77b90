import { chi2Sf } from '../distribution/chi-square.ts';
import { total } from '../sample/moments.ts';

export interface Chi2CramersV {
  readonly chi2: number | null;
  readonly df: number | null;
  readonly p: number | null;
  /** 0 to 1, whatever the counts; biased upwards where they are small. */
  readonly cramersV: number | null;
  /** The one to alarm on. */
  readonly cramersVBiasCorrected: number | null;
  /** The chi-square law holds from 5 on: see `mergeRareColumns`. */
  readonly minExpected: number | null;
}

export interface ContingencyTable {
  /** Rows periods or groups, columns categories. */
  readonly table: readonly (readonly number[])[];
}

const nothing: Chi2CramersV = {
  chi2: null,
  df: null,
  p: null,
  cramersV: null,
  cramersVBiasCorrected: null,
  minExpected: null,
};

/** Rows and columns with nothing in them say nothing. */
function withoutEmpty(table: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const width = Math.max(0, ...table.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, j) => j).filter(
    (j) => total(table.map((row) => row[j] ?? 0)) !== 0,
  );
  return table.filter((row) => total(row) !== 0).map((row) => columns.map((j) => row[j] ?? 0));
}

/** Bergsma 2013, J Korean Stat Soc 42:323. */
function corrected(chi2: number, n: number, { r, c }: { readonly r: number; readonly c: number }): number | null {
  const phi2 = Math.max(0, chi2 / n - ((r - 1) * (c - 1)) / (n - 1));
  const shrunk = (size: number) => size - (size - 1) ** 2 / (n - 1);
  const most = Math.min(shrunk(r), shrunk(c)) - 1;
  return most > 0 ? Math.sqrt(phi2 / most) : null;
}

/** Pearson's chi-square of independence and Cramer's V (Cramer 1946). All null with fewer than two rows or columns that have counts. */
export function chi2CramersV({ table }: ContingencyTable): Chi2CramersV {
  const cells = withoutEmpty(table);
  const rows = cells.map(total);
  const columns = (cells[0] ?? []).map((_, j) => total(cells.map((row) => row[j] ?? 0)));
  const n = total(rows);
  const isCounted = table.flat().every((count) => count >= 0 && count < Infinity);
  const [r, c] = [rows.length, columns.length];
  if (!(isCounted && r >= 2 && c >= 2 && n > 1)) return nothing;
  const expected = rows.map((row) => columns.map((column) => (row / n) * column));
  const chi2 = total(
    cells.flatMap((row, i) =>
      row.map((count, j) => (count - (expected[i]?.[j] ?? NaN)) ** 2 / (expected[i]?.[j] ?? NaN)),
    ),
  );
  const df = (r - 1) * (c - 1);
  return {
    chi2,
    df,
    p: chi2Sf(chi2, df),
    cramersV: Math.min(1, Math.sqrt(chi2 / (n * (Math.min(r, c) - 1)))),
    cramersVBiasCorrected: corrected(chi2, n, { r, c }),
    minExpected: Math.min(...expected.flat()),
  };
}
