import type { Ask, Dimensions, Oracle, Placed, Said } from './ask.ts';
import type { Judgement } from './judgements.ts';
import type { World } from './world.ts';
import { readAs } from './agreement.ts';
import { numbersOf, others, unpooled } from './ask.ts';
import { judgements } from './judgements.ts';

/** What one person said of an item beside what one other did. */
interface Beside extends Placed {
  readonly own: Judgement;
  readonly other: Judgement;
  readonly isFirst: boolean;
}

/** Cohen (1968) from his definition: distance of what both said, over that of anything one said and anything the other did. */
export function plainKappa(said: readonly (readonly [string, string])[], level: string): number | null {
  const distance = (a: string, b: string): number => {
    if (level === 'ordinal') return Math.abs(Number(a) - Number(b));
    return level === 'interval' ? (Number(a) - Number(b)) ** 2 : Number(a !== b);
  };
  let [seen, byChance] = [0, 0];
  for (const [first, second] of said) {
    seen += distance(first, second);
    for (const [, another] of said) byChance += distance(first, another) / said.length;
  }
  return byChance > 0 ? 1 - seen / byChance : null;
}

function besides(all: readonly Judgement[]): readonly Beside[] {
  const units = Map.groupBy(
    all.filter(({ isOpinion, annotator }) => isOpinion && annotator !== null),
    ({ item, question }) => JSON.stringify([item, question]),
  );
  return [...units.values()].flatMap((unit) =>
    unit.flatMap((own) =>
      unit
        .filter(({ annotator }) => annotator !== own.annotator)
        .map((other): Beside => {
          const isFirst = (own.annotator ?? '') < (other.annotator ?? '');
          const [one, two] = isFirst ? [own, other] : [other, own];
          const pair = `${one.annotator ?? ''} and ${two.annotator ?? ''}`;
          return { day: own.day, dimensions: { ...own.dimensions, annotator_pair: pair }, own, other, isFirst };
        }),
    ),
  );
}

const isOfPair = ({ where }: Ask, by: Dimensions): boolean =>
  ('annotator_pair' in by && by['annotator_pair'] !== others) ||
  where.some(({ dimension, values }) => dimension === 'annotator_pair' && values.length === 1);

/** Items that two people answered, each once, by scale; labels as the reader wants them compared. */
function pairsOf(rows: readonly Beside[], ask: Ask) {
  const counted = rows.filter(({ own, isFirst }) => isFirst && own.fate !== 'auxiliary' && own.fate !== 'duplicates');
  const scales = Map.groupBy(counted, ({ own }) => JSON.stringify([own.level, own.question, own.group]));
  return [...scales.values()].map((of) => {
    const read = readAs(
      of.flatMap(({ own, other }) => [own, other]),
      ask,
    );
    const said = of.map((_, index) => [read[2 * index]?.label ?? '', read[2 * index + 1]?.label ?? ''] as const);
    return { level: read[0]?.level ?? null, said };
  });
}

function standing(scales: ReturnType<typeof pairsOf>, isOne: boolean) {
  const none = { value: null, status: 'undefined', caveats: {} };
  const [first, ...more] = scales;
  if (!first) return { ...none, status: 'no_data' };
  if (!isOne) return { ...none, caveats: { several_pairs: null } };
  if (more.length > 0) return { ...none, caveats: { mixed_scales: scales.length } };
  const { level, said } = first;
  if (level === null || level === 'text' || level === 'ranking') return { ...none, caveats: { no_scale: null } };
  const isOrdered = level === 'ordinal' || level === 'interval';
  const isUnordered = isOrdered && said.flat().some((label) => label === '' || Number.isNaN(Number(label)));
  const caveats = isUnordered ? { unordered: null } : {};
  if (said.length < 30) return { value: null, status: 'low_n', caveats };
  const value = plainKappa(said, isUnordered ? 'nominal' : level);
  if (value === null) return { ...none, caveats: { no_variation: null } };
  return { value, status: 'ok', caveats };
}

function say(rows: readonly Beside[], ask: Ask, by: Dimensions): Said {
  const scales = pairsOf(rows, ask);
  const said = scales.flatMap((scale) => scale.said);
  const same = said.filter(([first, second]) => first === second).length;
  const n = said.length;
  const { value, status, caveats } = standing(scales, isOfPair(ask, by));
  const share = n < 30 ? null : same / n;
  const codes: Record<string, number> = {};
  for (const { own } of rows)
    if (own.fate === 'auxiliary' || own.fate === 'duplicates') codes[own.fate] = (codes[own.fate] ?? 0) + 1;
  return {
    ...{ value, status, n, rows: 2 * n, numerator: same, numeratorRows: 2 * same, denominator: n },
    parts: { percent_agreement: { numerator: share ?? 0, rows: 0, value: share } },
    caveats: { ...codes, ...caveats },
  };
}

/** How far two people who had not seen another's answer say the same of items that both answered (metrics.md 3.3). */
export const pairKappa =
  (world: World): Oracle =>
  (ask) => {
    const all = judgements(world, ask, {
      reason: ({ stage, is_latest }) => {
        if (stage !== 'initial' && stage !== 'overlap') return 'later_stage';
        return is_latest === true ? null : 'superseded';
      },
      least: 2,
      isOnce: true,
    });
    return numbersOf(besides(all), ask, {
      isOwn: () => true,
      say: (rows, by) => unpooled(say(rows, ask, by), by),
    });
  };
