import type { Day, DayRange, Result } from '@assay/contract';
import type { CellParts, SlotCells } from '../evaluate/cell.ts';
import type { PatternRow } from '../item-patterns/read.ts';
import type { Axis } from '../plan/axis.ts';
import type { Layout } from '../plan/slot.ts';
import type { AgreementAnswers, AgreementParts, AgreementPattern, AgreementScale } from './parts.ts';
import { readPatterns } from '../item-patterns/read.ts';
import { weeksOf } from './four-weeks.ts';
import { mergedPatterns } from './patterns.ts';

/** Items of one pattern of several tasks are of one pattern still: tasks that share guidelines are pooled. */
function patternsOf(rows: readonly PatternRow[]): readonly AgreementPattern[] {
  // All rows of a pattern share its labels, so that few are left to be compared.
  const sums = new Map<readonly string[], number>();
  for (const { labels, items } of rows) if (labels !== null) sums.set(labels, (sums.get(labels) ?? 0) + items);
  return mergedPatterns([...sums].map(([labels, items]) => ({ labels, items })));
}

function scalesOf(rows: readonly PatternRow[]): readonly AgreementScale[] {
  const answered = rows.filter(({ labels }) => labels !== null);
  const scales = Map.groupBy(answered, ({ scale: { question, group, level } }) =>
    JSON.stringify([level, question, group]),
  );
  return [...scales.values()].map((own) => ({ level: own[0]?.scale.level ?? null, patterns: patternsOf(own) }));
}

function leftOutOf(rows: readonly PatternRow[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { leftOut } of rows) {
    for (const [code, count] of Object.entries(leftOut)) if (count > 0) sums[code] = (sums[code] ?? 0) + count;
  }
  return sums;
}

const answersOf = (rows: readonly PatternRow[]): AgreementAnswers => ({
  scales: scalesOf(rows),
  leftOut: leftOutOf(rows),
});

/** Rows of one slice by the period that they lie in. */
type Periods = ReadonlyMap<Day, readonly PatternRow[]>;

/** A period of a slice; with the four weeks that end with it. */
function toCell(
  periods: Periods,
  { at, by, days }: { readonly at: Day; readonly by: PatternRow['by']; readonly days: DayRange | null },
): CellParts<AgreementParts> {
  const own = periods.get(at) ?? [];
  const before = days
    ? [...periods].filter(([each]) => each >= days.from && each < at).flatMap(([, rows]) => rows)
    : [];
  const byMetric = Map.groupBy([...own, ...before], ({ metric }) => metric.id);
  const parts = [...byMetric].map(([id, all]) => {
    const around = days && { ...answersOf(all), days };
    return [id, { ...answersOf(all.filter((row) => row.at === at)), fourWeeks: around }] as const;
  });
  return { at, by, environments: [null, null], parts: new Map(parts) };
}

/** The periods of one slice in which anything lies. */
function cellsOf(rows: readonly PatternRow[], by: PatternRow['by'], axis: Axis): readonly CellParts<AgreementParts>[] {
  const periods = Map.groupBy(rows, ({ at }) => at);
  const weeks = axis.grain === 'week' ? weeksOf(axis) : null;
  return [...periods.keys()]
    .filter((at) => weeks === null || weeks.has(at))
    .map((at) => toCell(periods, { at, by, days: weeks?.get(at) ?? null }));
}

/** Sorts the rows of an agreement statement to the cells they belong to. */
export function readAgreement(result: Result, layout: Layout): SlotCells<AgreementParts> {
  const rows = Map.groupBy(readPatterns(result, layout), ({ slot }) => slot);
  return layout.slots.map(({ axis }, slot) => {
    const slices = Map.groupBy(rows.get(slot) ?? [], ({ by }) => JSON.stringify(by));
    return [...slices.values()].flatMap((own) => (own[0] ? cellsOf(own, own[0].by, layout.axes[axis] as Axis) : []));
  });
}
