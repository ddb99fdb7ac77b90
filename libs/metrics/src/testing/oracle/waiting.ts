import type { Limits } from './ask.ts';

/** How long one row took, in the unit of the metric, or was seen open. */
export interface Wait {
  readonly time: number;
  readonly isOver: boolean;
}

const z = 1.959963984540054;

/** metrics.md 4.8, km_median, step by step: share still open after each time, and how sure that is. */
export function openAfter(waits: readonly Wait[]) {
  let open = 1;
  let greenwood = 0;
  return [...new Set(waits.map(({ time }) => time))]
    .sort((a, b) => a - b)
    .map((time) => {
      const atRisk = waits.filter((wait) => wait.time >= time).length;
      const over = waits.filter((wait) => wait.time === time && wait.isOver).length;
      open *= (atRisk - over) / atRisk;
      greenwood += over === 0 ? 0 : over / (atRisk * (atRisk - over));
      return { time, open, greenwood, over };
    });
}

export function medianWait(waits: readonly Wait[]): { readonly median: number | null; readonly limits: Limits } {
  const steps = openAfter(waits);
  const first = steps.find(({ open }) => open < 0.5 + 1e-9);
  const next = steps.find(({ time, over }) => first !== undefined && time > first.time && over > 0);
  const isHalf = first !== undefined && Math.abs(first.open - 0.5) < 1e-9;
  const limit = (sign: 1 | -1): number | null => {
    const found = steps.find(({ open, greenwood }) => {
      if (open === 1 || open < 1e-12) return false;
      return open ** Math.exp((sign * z * Math.sqrt(greenwood)) / Math.abs(Math.log(open))) <= 0.5 + 1e-9;
    });
    return found?.time ?? null;
  };
  const median = first === undefined ? null : isHalf && next ? (first.time + next.time) / 2 : first.time;
  return { median, limits: { lower: limit(1), upper: limit(-1) } };
}

/** Share that is over after so long; null where nobody was seen so long and some are open. */
export function overWithin(waits: readonly Wait[], within: number): number | null {
  const steps = openAfter(waits);
  const last = steps.at(-1);
  if (!last || (last.time < within && last.open > 1e-12)) return null;
  return 1 - (steps.findLast(({ time }) => time <= within)?.open ?? 1);
}
