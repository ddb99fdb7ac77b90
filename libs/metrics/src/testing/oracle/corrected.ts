import type { Limits, Said } from './ask.ts';
import type { ShareRow, ShareRule } from './share.ts';
import { effectiveUnits, unitsOf } from './share.ts';

/** An output that both people and judges came to a verdict on. */
export interface Judged {
  readonly environment: string | null;
  readonly weight: number;
  readonly truth: boolean;
  readonly said: boolean;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
const clip = (share: number): number => Math.min(1, Math.max(0, share));
const z = 1.959963984540054;

/** How many of a class judges saw as people did, each worth its weight, of as many independent ones. */
function classOf(rows: readonly Judged[]): { readonly right: number; readonly n: number } {
  const weight = sum(rows.map((row) => row.weight));
  if (weight === 0) return { right: 0, n: 0 };
  const n = weight ** 2 / sum(rows.map((row) => row.weight ** 2));
  return { right: (sum(rows.map((row) => (row.said === row.truth ? row.weight : 0))) / weight) * n, n };
}

type Class = ReturnType<typeof classOf>;

/** Rogan and Gladen 1978, with the limits of Lang and Reiczigel 2014 as metrics.md 4.9 writes them. */
function corrected(share: number, n: number, [found, passed]: readonly [Class, Class]): Limits & { value: number } {
  const [se, sp] = [found.right / found.n, passed.right / passed.n];
  const value = clip((share + sp - 1) / (se + sp - 1));
  const ap = (share * n + z ** 2 / 2) / (n + z ** 2);
  const [se1, sp1] = [(found.right + 1) / (found.n + 2), (passed.right + 1) / (passed.n + 2)];
  const j = se1 + sp1 - 1;
  const p = (ap + sp1 - 1) / j;
  const [ofSe, ofSp] = [(se1 * (1 - se1)) / (found.n + 2), (sp1 * (1 - sp1)) / (passed.n + 2)];
  const shift = 2 * z ** 2 * (p * ofSe - (1 - p) * ofSp);
  const half = z * Math.sqrt(((ap * (1 - ap)) / (n + z ** 2) + p ** 2 * ofSe + (1 - p) ** 2 * ofSp) / j ** 2);
  return { value, lower: clip(p + shift - half), upper: clip(p + shift + half) };
}

/** Why nothing can be corrected; null where it can. */
function withheld(judged: readonly Judged[], [found, passed]: readonly [Class, Class]): Said['caveats'] | null {
  if (judged.length === 0) return { no_calibration: null };
  const fewest = Math.min(found.n, passed.n);
  if (fewest < 30) return { few_calibrated: Math.floor(fewest) };
  return found.right / found.n + passed.right / passed.n - 1 < 0.3 - 1e-12 ? { weak_judges: judged.length } : null;
}

/** What judges flag, for what they err beside people. */
export function sayCorrected(
  rows: readonly ShareRow[],
  { rule, said, judged }: { readonly rule: ShareRule; readonly said: Said; readonly judged: readonly Judged[] },
): Said {
  const nothing = { lower: null, upper: null };
  const parts = Object.fromEntries(
    Object.entries(said.parts).map(([id, { numerator, rows: own }]) => [
      id,
      { numerator, rows: own, value: null, limits: nothing },
    ]),
  );
  const classes = [true, false].map((truth) => classOf(judged.filter((row) => row.truth === truth))) as [Class, Class];
  if (said.status === 'no_data') return { ...said, parts };
  const why = withheld(judged, classes);
  if (why !== null) {
    // Nothing is said of a spread that is not shown.
    const caveats = Object.fromEntries(Object.entries(said.caveats).filter(([code]) => code !== 'few_clusters'));
    return { ...said, parts, value: null, status: 'off', limits: nothing, caveats: { ...caveats, ...why } };
  }
  const caveats = { ...said.caveats, corrected: judged.length };
  if (said.value === null) return { ...said, parts, caveats, limits: nothing };
  const units = unitsOf(
    rows.filter(({ fate }) => fate === 'counts'),
    rule,
  );
  const n = effectiveUnits(units, 'value', rule);
  const { value, ...limits } = corrected(said.value, n ?? units.length, classes);
  return { ...said, parts, caveats, value, limits: n === null ? nothing : limits };
}
