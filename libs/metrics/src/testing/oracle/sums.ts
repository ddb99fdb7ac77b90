import type { Limits, Said } from './ask.ts';
import type { Placed } from './outputs.ts';
import { ratioLimits } from './ratio.ts';
import { countCodes } from './share.ts';

/** A row with what it holds of the one and of the other. */
export interface RatioRow extends Placed {
  readonly fate: string;
  readonly notes: readonly string[];
  readonly holds: number;
  readonly cited: number;
  /** How many things it is, each for itself; absent where it is one, however much it holds. */
  readonly things?: number;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

interface Unit {
  readonly cluster: string;
  readonly holds: number;
  readonly cited: number;
  readonly things: number;
  readonly squares: number;
}

function unitsOf(rows: readonly RatioRow[]): readonly Unit[] {
  return [...Map.groupBy(rows, ({ unit, cluster }) => JSON.stringify([unit, cluster])).values()].map((own) => ({
    cluster: own[0]?.cluster ?? '',
    holds: sum(own.map(({ weight, holds }) => weight * holds)) / own.length,
    cited: sum(own.map(({ weight, cited }) => weight * cited)) / own.length,
    things: own.length > 1 ? 1 : (own[0]?.things ?? 1),
    squares:
      own[0]?.things === undefined
        ? (sum(own.map(({ weight, cited }) => weight * cited)) / own.length) ** 2
        : sum(own.map(({ weight, things = 0 }) => weight ** 2 * things)),
  }));
}

/** Of none and of all of them the exact limits, as if each unit weighed as it cites. */
function limitsOf(units: readonly Unit[], p: number, n: number): Limits {
  if (p === 0) return { lower: 0, upper: 1 - 0.025 ** (1 / n) };
  if (p === 1) return { lower: 0.025 ** (1 / n), upper: 1 };
  const clusters = [...Map.groupBy(units, ({ cluster }) => cluster).values()];
  if (clusters.length < 5) return { lower: null, upper: null };
  const { lower, upper } = ratioLimits(
    clusters.map((own) => ({ x: sum(own.map(({ cited }) => cited)), y: sum(own.map(({ holds }) => holds)) })),
  );
  return { lower: lower === null ? null : Math.max(0, lower), upper: upper === null ? null : Math.min(1, upper) };
}

/** Sum over sum, with what is behind it. */
export function sayRatio(rows: readonly RatioRow[]): Said {
  const counted = rows.filter(({ fate }) => fate === 'counts');
  const units = unitsOf(counted);
  const [holds, cited] = [sum(units.map((unit) => unit.holds)), sum(units.map((unit) => unit.cited))];
  const n = cited === 0 ? 0 : cited ** 2 / sum(units.map(({ squares }) => squares));
  const things = sum(units.map((unit) => unit.things));
  const isShown = n >= 10;
  const found = holds / cited;
  const p = Math.abs(found - 1) < 1e-12 ? 1 : found;
  const clusters = new Set(units.map(({ cluster }) => cluster)).size;
  const isSpread = isShown && p > 0 && p < 1;
  return {
    value: isShown ? p : null,
    status: counted.length === 0 ? 'no_data' : n < 30 ? 'low_n' : 'ok',
    n: things,
    rows: counted.length,
    numerator: holds,
    numeratorRows: counted.filter((row) => row.holds > 0).length,
    denominator: cited,
    parts: {},
    caveats: {
      ...countCodes(rows as never),
      ...(counted.length > things ? { repeated_samples: counted.length - things } : {}),
      ...(isSpread && clusters < 5 ? { few_clusters: null } : {}),
    },
    limits: isShown ? limitsOf(units, p, n) : { lower: null, upper: null },
  };
}
