import type { Day, DayRange, Result } from '@assay/contract';
import type { CellParts, SlotCells } from '../evaluate/cell.ts';
import type { PatternRow } from '../item-patterns/read.ts';
import type { Axis } from '../plan/axis.ts';
import type { Layout } from '../plan/slot.ts';
import type { AgreementAnswers, AgreementParts, AgreementScale } from './parts.ts';
import { leftOutOf, readPatterns } from '../item-patterns/read.ts';
import { weeksOf } from './four-weeks.ts';
import { mergedPatterns } from './patterns.ts';

/** Items of patterns of one scale, by their labels. */
interface ScaleSums {
  readonly level: string | null;
  readonly items: Map<readonly string[], number>;
}

/** What was answered in some time to the items of a slice, of one metric. Adds over time. */
interface Sums {
  readonly scales: ReadonlyMap<string, ScaleSums>;
  readonly leftOut: Readonly<Record<string, number>>;
}

/** Tasks that share guidelines are pooled: their items of one pattern are of one pattern still. */
function sumsOf(rows: readonly PatternRow[]): Sums {
  const scales = new Map<string, ScaleSums>();
  const byScale = Map.groupBy(
    rows.filter(({ labels }) => labels !== null),
    ({ scale }) => scale,
  );
  for (const [{ question, group, level }, own] of byScale) {
    const key = JSON.stringify([level, question, group]);
    const { items } = scales.get(key) ?? { items: new Map<readonly string[], number>() };
    for (const { labels, items: more } of own) if (labels) items.set(labels, (items.get(labels) ?? 0) + more);
    scales.set(key, { level, items });
  }
  return { scales, leftOut: leftOutOf(rows) };
}

function scaleAnswers(all: readonly ScaleSums[]): AgreementScale {
  const patterns = all.flatMap(({ items }) => [...items].map(([labels, count]) => ({ labels, items: count })));
  return { level: all[0]?.level ?? null, patterns: mergedPatterns(patterns) };
}

/** Sums of several times together. */
function answersOf(all: readonly Sums[]): AgreementAnswers {
  const keys = new Set(all.flatMap(({ scales }) => [...scales.keys()]));
  const leftOut: Record<string, number> = {};
  for (const each of all)
    for (const [code, count] of Object.entries(each.leftOut))
      if (count > 0) leftOut[code] = (leftOut[code] ?? 0) + count;
  const scales = [...keys].map((key) => scaleAnswers(all.flatMap((sums) => sums.scales.get(key) ?? [])));
  return { scales, leftOut };
}

/** Sums of one slice by period and metric. */
type Periods = ReadonlyMap<Day, ReadonlyMap<string, Sums>>;

function periodsOf(rows: readonly PatternRow[]): Periods {
  const periods = [...Map.groupBy(rows, ({ at }) => at)].map(([at, own]) => {
    const metrics = [...Map.groupBy(own, ({ metric }) => metric.id)];
    return [at, new Map(metrics.map(([id, each]) => [id, sumsOf(each)]))] as const;
  });
  return new Map(periods);
}

interface Period {
  readonly at: Day;
  readonly by: PatternRow['by'];
  /** The four weeks that end with it. */
  readonly days: DayRange | null;
}

/** A period of a slice; with the four weeks that end with it. */
function toCell(periods: Periods, { at, by, days }: Period): CellParts<AgreementParts> {
  const own = periods.get(at);
  const around = [...periods].filter(([each]) => each === at || (days && each >= days.from && each < at));
  const ids = new Set(around.flatMap(([, sums]) => [...sums.keys()]));
  const parts = [...ids].map((id) => {
    const answers = () => answersOf(around.flatMap(([, sums]) => sums.get(id) ?? []));
    const alone = own?.get(id);
    return [id, { ...answersOf(alone ? [alone] : []), fourWeeks: days && { days, answers } }] as const;
  });
  return { at, by, environments: [null, null], parts: new Map(parts) };
}

/** The periods of one slice in which anything lies. */
function cellsOf(rows: readonly PatternRow[], by: PatternRow['by'], axis: Axis): readonly CellParts<AgreementParts>[] {
  const periods = periodsOf(rows);
  const weeks = axis.grain === 'week' ? weeksOf(axis) : null;
  return [...periods.keys()]
    .filter((at) => weeks === null || weeks.has(at))
    .map((at) => toCell(periods, { at, by, days: weeks?.get(at) ?? null }));
}

/** Sorts the rows of an agreement statement to the cells they belong to. */
export function readAgreement(result: Result, layout: Layout): SlotCells<AgreementParts> {
  const rows = Map.groupBy(readPatterns(result, layout), ({ slot }) => slot);
  return layout.slots.map(({ axis }, slot) => {
    const slices = Map.groupBy(rows.get(slot) ?? [], ({ by }) => by);
    return [...slices].flatMap(([by, own]) => cellsOf(own, by, layout.axes[axis] as Axis));
  });
}
