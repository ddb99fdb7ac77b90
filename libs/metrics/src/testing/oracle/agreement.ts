import type { Ask, Oracle, Said, SaidOf } from './ask.ts';
import type { Judgement } from './judgements.ts';
import type { Grain } from '@assay/contract';
import type { Period } from './time.ts';
import type { World } from './world.ts';
import { inSight, passes, rowsIn, slicesOf, unpooled } from './ask.ts';
import { judgements, leftOutCodes } from './judgements.ts';
import { holds, periodsOf, plusDays } from './time.ts';

export type Level = 'nominal' | 'ordinal' | 'interval' | 'multi_label';

const masi = (one: string, two: string): number => {
  const [a, b] = [one, two].map((text) => new Set(text.split('|').filter((code) => code !== '')));
  if (!a || !b || one === two) return 0;
  const both = [...a].filter((code) => b.has(code)).length;
  const [least, most] = [Math.min(a.size, b.size), a.size + b.size - both];
  return 1 - (both / most) * (both === least ? 2 / 3 : 1 / 3);
};

/** Krippendorff (2011) straight from its definition: mean distance within items over mean distance among all answers. */
export function plainAlpha(units: readonly (readonly string[])[], level: Level): number | null {
  const all = units.flat();
  const ranked = [...all].sort((a, b) => Number(a) - Number(b));
  const ranks = new Map(
    [...new Set(ranked)].map((text) => [text, (ranked.indexOf(text) + ranked.lastIndexOf(text)) / 2] as const),
  );
  const middleRank = (text: string): number => ranks.get(text) ?? 0;
  const distance: Readonly<Record<Level, (a: string, b: string) => number>> = {
    nominal: (a, b) => (a === b ? 0 : 1),
    ordinal: (a, b) => (middleRank(a) - middleRank(b)) ** 2,
    interval: (a, b) => (Number(a) - Number(b)) ** 2,
    multi_label: masi,
  };
  const between = (list: readonly string[]): number =>
    list.reduce((sum, a) => sum + list.reduce((inner, b) => inner + distance[level](a, b), 0), 0);
  const observed = units.reduce((sum, unit) => sum + between(unit) / (unit.length - 1), 0) / all.length;
  const expected = between(all) / (all.length * (all.length - 1));
  return expected > 0 ? 1 - observed / expected : null;
}

/** Sum over items of the share of pairs of their answers that are the same. */
export function sameAnswers(units: readonly (readonly string[])[]): number {
  const shares = units.map((unit) => {
    const pairs = unit.flatMap((a, i) => unit.slice(i + 1).map((b) => a === b));
    return pairs.filter(Boolean).length / pairs.length;
  });
  return shares.reduce((sum, share) => sum + share, 0);
}

/** Whether there is enough to say how far people agree (NA): items, labels, and answers outside the commonest one. */
export function isEnough(units: readonly (readonly string[])[]): boolean {
  const counts = [...Map.groupBy(units.flat(), (label) => label).values()].map((same) => same.length);
  return units.length >= 50 && counts.length >= 2 && units.flat().length - Math.max(...counts) >= 10;
}

/** What of an answer may be said, and with which word of caution. */
function standing(units: readonly (readonly string[])[], scales: readonly Judgement[]) {
  const none = { value: null, caveats: {} };
  const [first, ...others] = scales;
  if (!first) return { ...none, status: 'no_data' };
  if (others.length > 0) return { ...none, status: 'undefined', caveats: { mixed_scales: scales.length } };
  const { level } = first;
  if (level === null || level === 'text' || level === 'ranking')
    return { ...none, status: 'undefined', caveats: { no_scale: null } };
  const counts = [...Map.groupBy(units.flat(), (label) => label).values()].map((same) => same.length);
  if (counts.length < 2) return { ...none, status: 'undefined', caveats: { no_variation: null } };
  const isOrdered = level === 'ordinal' || level === 'interval';
  const isUnordered = isOrdered && units.flat().some((label) => label === '' || Number.isNaN(Number(label)));
  const unordered = isUnordered ? { unordered: null } : {};
  if (!isEnough(units)) return { ...none, status: 'low_n', caveats: unordered };
  const value = plainAlpha(units, isUnordered ? 'nominal' : (level as Level));
  const isPrevalent = Math.max(...counts) > 0.9 * units.flat().length;
  return { value, status: 'ok', caveats: { ...unordered, ...(isPrevalent ? { prevalence: null } : {}) } };
}

type How = Pick<Ask, 'scale' | 'cut'>;

const scaleOf = ({ level, question, group }: Judgement): string => JSON.stringify([level, question, group]);

/** Answers of one scale as the reader wants them compared: by another level, or in two. */
export function readAs(rows: readonly Judgement[], { scale, cut }: How): readonly Judgement[] {
  if (cut === null) return scale === null ? rows : rows.map((row) => ({ ...row, level: scale }));
  const numbers = rows.map(({ label }) => (label === null || label === '' ? Number.NaN : Number(label)));
  if (numbers.some(Number.isNaN)) return rows.map((row) => ({ ...row, level: null }));
  return rows.map((row, index) => {
    const label = (numbers[index] ?? 0) < cut ? 'below' : 'from';
    return { ...row, level: 'nominal', label };
  });
}

function say(rows: readonly Judgement[], how: How): Said {
  const ofScales = Map.groupBy(
    rows.filter(({ fate }) => fate === 'counts'),
    scaleOf,
  );
  const counted = [...ofScales].flatMap(([key, own]) => readAs(own, how).map((row) => ({ ...row, key })));
  const items = Map.groupBy(counted, (row) => JSON.stringify([row.key, row.item]));
  const units = [...items.values()].map((own) => own.map(({ label }) => label ?? ''));
  const scales = [...new Map(counted.map((row) => [row.key, row])).values()];
  const { value, status, caveats } = standing(units, scales);
  const n = units.length;
  const agreeing = sameAnswers(units);
  const share = n < 50 ? null : agreeing / n;
  return {
    value,
    status,
    ...{ n, rows: counted.length, numerator: agreeing, numeratorRows: counted.length, denominator: n },
    parts: { percent_agreement: { numerator: share ?? 0, rows: 0, value: share } },
    caveats: { ...leftOutCodes(rows), ...caveats },
  };
}

/** A whole week that has items, but too few, is of the four weeks that end with it, if those have enough of one scale. */
function sayOfWeeks(
  rows: readonly Judgement[],
  period: Period,
  { grain, ...how }: How & { readonly grain: Grain },
): Omit<SaidOf, 'by'> {
  const { asked, calendar } = period;
  const alone = say(
    rows.filter(({ day }) => holds(asked, day)),
    how,
  );
  const isShort = alone.status === 'low_n' || 'no_variation' in alone.caveats;
  if (grain !== 'week' || asked.from !== calendar.from || !isShort) return { ...alone, period };
  const from = plusDays(calendar.from, -21);
  const around = say(
    rows.filter(({ day }) => holds({ from, to: asked.to }, day)),
    how,
  );
  if (around.status !== 'ok') return { ...alone, period };
  const caveats = { ...around.caveats, four_weeks: null };
  return { ...around, caveats, period, days: { from, to: calendar.to } };
}

/** How far people who had not seen another's answer say the same of produced items (metrics.md 3.3). */
export const iaaAlpha =
  (world: World): Oracle =>
  (ask) => {
    const rows = judgements(world, ask, {
      reason: ({ stage, is_latest }) => {
        if (stage !== 'initial' && stage !== 'overlap') return 'later_stage';
        return is_latest === true ? null : 'superseded';
      },
      least: 2,
      isOnce: true,
    });
    const seen = rows.filter(({ dimensions }) => passes(dimensions, ask.where));
    const slices = slicesOf(
      inSight(rows, ask).map(({ dimensions }) => dimensions),
      ask,
    );
    const rowsOf = rowsIn(seen, ask);
    return slices.flatMap((by) => {
      const own = rowsOf(by);
      return periodsOf(ask.range, ask.grain).map((period) => {
        const said = sayOfWeeks(own, period, ask);
        return { ...said, ...unpooled(said, by), by };
      });
    });
  };
