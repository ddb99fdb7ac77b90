import type { Limits, Placed, Said, SaidPart } from './ask.ts';
import { student975 } from './student.ts';

/** One row of a fact as one metric sees it. */
export interface ShareRow extends Placed {
  /** `counts`, `outside` where it is none of the metric's, else why it is left out. */
  readonly fate: string;
  /** Kinds of rows that it is one of. */
  readonly is: readonly string[];
  /** Of a kind that it is only a part of, how much. */
  readonly portions?: ReadonlyMap<string, number>;
  /** True of a row that counts, but not among those that the share is of. */
  readonly isBeside?: boolean;
  readonly notes: readonly string[];
  readonly weight: number;
  /** Rows with the same text are samples of one unit (E15). */
  readonly unit: string;
  readonly cluster: string;
}

export interface ShareRule {
  /** Kinds of rows, all of which are shown; those of `value` make the numerator. */
  readonly kinds: readonly string[];
  readonly value: readonly string[];
  readonly minimum: 'N30' | 'N5' | 'N0';
  /** Reasons that together make the value grey above 10 % (X-nograde). */
  readonly grey?: readonly string[];
  /** Whether each row stands for itself, so that there are no clusters. */
  readonly isPlain?: boolean;
  /** Whether all rows are one person's, who is told from nobody by clusters (E17). */
  readonly isPerson?: boolean;
  /** Reason that switches the metric off above 20 % of all in sight (X-class). */
  readonly off?: string;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

export interface Unit {
  readonly cluster: string;
  readonly m: number;
  /** By kind, and `value` for all kinds of the numerator. */
  readonly x: Readonly<Record<string, number>>;
}

/** Means over the samples of each unit that has any of what the share is of. */
export function unitsOf(counted: readonly ShareRow[], rule: ShareRule): readonly Unit[] {
  const units = [...Map.groupBy(counted, ({ unit, cluster }) => JSON.stringify([unit, cluster])).values()];
  return units.filter(isAsked).map((samples) => {
    const mean = (portion: (row: ShareRow) => number): number =>
      sum(samples.map((row) => row.weight * portion(row))) / samples.length;
    const kind = (id: string) => (row: ShareRow) => row.portions?.get(id) ?? (row.is.includes(id) ? 1 : 0);
    return {
      cluster: samples[0]?.cluster ?? '',
      m: mean(({ isBeside }) => (isBeside === true ? 0 : 1)),
      x: {
        ...Object.fromEntries(rule.kinds.map((id) => [id, mean(kind(id))])),
        value: mean((row) => Math.max(...rule.value.map((id) => kind(id)(row)))),
      },
    };
  });
}

const isAsked = (samples: readonly ShareRow[]): boolean => samples.some(({ isBeside }) => isBeside !== true);

/** Kish's n: the sum of weights squared over the sum of squared weights. */
const kish = (units: readonly Unit[]): number =>
  units.length === 0 ? 0 : sum(units.map(({ m }) => m)) ** 2 / sum(units.map(({ m }) => m * m));

const z = 1.959963984540054;

function wilson(p: number, n: number): Limits {
  const d = 1 + (z * z) / n;
  const centre = (p + (z * z) / (2 * n)) / d;
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / d;
  return { lower: p === 0 ? 0 : centre - half, upper: p === 1 ? 1 : centre + half };
}

/** So many independent units have the same spread; null where clusters are few and heavy. */
export function effectiveUnits(units: readonly Unit[], kind: string, rule: ShareRule): number | null {
  const n = kish(units);
  const weight = sum(units.map(({ m }) => m));
  const total = sum(units.map(({ x }) => x[kind] ?? 0));
  const p = Math.abs(total / weight - 1) < 1e-12 ? 1 : total / weight;
  const clusters = [...Map.groupBy(units, ({ cluster }) => cluster).values()];
  const k = clusters.length;
  if (rule.isPerson === true || rule.isPlain === true) return n;
  if (k < 5) return units.length / k > 5 ? null : n;
  const e = clusters.map((own) => sum(own.map(({ x, m }) => (x[kind] ?? 0) - p * m)));
  const se = Math.sqrt(sum(e.map((each) => each * each)) / (k * (k - 1))) / (weight / k);
  const deff = p === 0 || p === 1 ? 1 : (se * se) / ((p * (1 - p)) / n);
  return Math.min(n, (n / Math.max(1, deff)) * (student975(n - 1) / student975(k - 1)) ** 2);
}

/** metrics.md 4.2, clustered_proportion, and 1.5 for few clusters; for N0 the exact limits of none and of all. */
function limitsOf(units: readonly Unit[], kind: string, rule: ShareRule): Limits {
  const n = kish(units);
  const total = sum(units.map(({ x }) => x[kind] ?? 0));
  const weight = sum(units.map(({ m }) => m));
  const p = Math.abs(total / weight - 1) < 1e-12 ? 1 : total / weight;
  const exact = (size: number): Limits =>
    p === 0 ? { lower: 0, upper: 1 - 0.025 ** (1 / size) } : { lower: 0.025 ** (1 / size), upper: 1 };
  const isExact = rule.minimum === 'N0' && (p === 0 || p === 1);
  const effective = effectiveUnits(units, kind, rule);
  if (effective === null) return { lower: null, upper: null };
  if (rule.isPerson === true || rule.isPlain === true) return wilson(p, n);
  return isExact ? exact(effective) : wilson(p, effective);
}

const hidden: Limits = { lower: null, upper: null };

/** Why a share may not be shown, or only in grey. */
function statusOf(rows: readonly ShareRow[], counted: readonly ShareRow[], n: number, rule: ShareRule): string {
  const fated = (...fates: readonly string[]): number => rows.filter(({ fate }) => fates.includes(fate)).length;
  if (counted.length === 0) return 'no_data';
  if (rule.off !== undefined && fated(rule.off) > 0.2 * rows.length) return 'off';
  const ungraded = fated(...(rule.grey ?? []));
  const [shownFrom, fullFrom] = { N0: [1, 1], N5: [5, 5], N30: [10, 30] }[rule.minimum] as [number, number];
  if (n < Math.max(shownFrom, rule.isPerson === true ? 20 : 0)) return 'hidden';
  return n < fullFrom || ungraded > 0.1 * (ungraded + counted.length) ? 'low_n' : 'ok';
}

export function countCodes(rows: readonly ShareRow[]): Readonly<Record<string, number>> {
  const codes: Record<string, number> = {};
  for (const { fate, notes } of rows) {
    const own = fate === 'counts' ? notes : fate === 'outside' ? [] : [fate];
    for (const code of own) codes[code] = (codes[code] ?? 0) + 1;
  }
  return codes;
}

/** A share of weighted rows. */
export function sayShare(rows: readonly ShareRow[], rule: ShareRule): Said {
  const all = rows.filter(({ fate }) => fate === 'counts');
  const counted = all.filter(({ isBeside }) => isBeside !== true);
  const units = unitsOf(all, rule);
  const status = statusOf(rows, counted, kish(units), rule);
  const isShown = status === 'ok' || status === 'low_n';
  const weight = sum(units.map(({ m }) => m));
  const added = (kind: string): number => sum(units.map(({ x }) => x[kind] ?? 0));
  const limits = (kind: string): Limits => (isShown ? limitsOf(units, kind, rule) : hidden);
  const part = (kind: string): SaidPart => ({
    numerator: added(kind),
    rows: counted.filter(({ is }) => is.includes(kind)).length,
    value: isShown ? added(kind) / weight : null,
    limits: limits(kind),
  });
  const clusters = new Set(units.map(({ cluster }) => cluster)).size;
  return {
    value: isShown ? added('value') / weight : null,
    status: status === 'hidden' ? 'low_n' : status,
    n: units.length,
    rows: counted.length,
    numerator: added('value'),
    numeratorRows: counted.filter(({ is }) => is.some((kind) => rule.value.includes(kind))).length,
    denominator: weight,
    parts: Object.fromEntries(rule.kinds.map((kind) => [kind, part(kind)])),
    caveats: {
      ...countCodes(rows),
      ...(counted.length > units.length ? { repeated_samples: counted.length - units.length } : {}),
      ...(isShown && clusters < 5 && rule.isPerson !== true && rule.isPlain !== true ? { few_clusters: null } : {}),
    },
    limits: limits('value'),
  };
}
