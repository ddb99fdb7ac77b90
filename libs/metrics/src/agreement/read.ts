import type { Day, Result } from '@assay/contract';
import type { CellParts, SlotCells } from '../evaluate/cell.ts';
import type { PatternRow } from '../item-patterns/read.ts';
import type { Layout } from '../plan/slot.ts';
import type { AgreementParts, AgreementPattern, AgreementScale } from './parts.ts';
import { readPatterns } from '../item-patterns/read.ts';

// Resampling follows this order, which an engine need not keep.
const sorted = (patterns: readonly AgreementPattern[]): readonly AgreementPattern[] =>
  patterns
    .map((pattern) => ({ pattern, key: JSON.stringify(pattern.labels) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ pattern }) => pattern);

/** Items of one pattern of several tasks are of one pattern still: tasks that share guidelines are pooled. */
function patternsOf(rows: readonly PatternRow[]): readonly AgreementPattern[] {
  const items = new Map<string, AgreementPattern>();
  for (const { labels, items: more } of rows) {
    if (labels === null) continue;
    const key = JSON.stringify(labels);
    items.set(key, { labels, items: (items.get(key)?.items ?? 0) + more });
  }
  return sorted([...items.values()]);
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
  for (const [code, count] of rows.flatMap(({ leftOut }) => Object.entries(leftOut))) {
    if (count > 0) sums[code] = (sums[code] ?? 0) + count;
  }
  return sums;
}

function toCell(rows: readonly PatternRow[], [at, by]: readonly [Day, PatternRow['by']]): CellParts<AgreementParts> {
  const metrics = Map.groupBy(rows, ({ metric }) => metric.id);
  return {
    at,
    by,
    environments: [null, null],
    parts: new Map([...metrics].map(([id, own]) => [id, { scales: scalesOf(own), leftOut: leftOutOf(own) }])),
  };
}

/** Sorts the rows of an agreement statement to the cells they belong to. */
export function readAgreement(result: Result, layout: Layout): SlotCells<AgreementParts> {
  const rows = Map.groupBy(readPatterns(result, layout), ({ slot }) => slot);
  return layout.slots.map((_, slot) => {
    const cells = Map.groupBy(rows.get(slot) ?? [], ({ at, by }) => JSON.stringify([at, by]));
    return [...cells.values()].flatMap((own) => (own[0] ? [toCell(own, [own[0].at, own[0].by])] : []));
  });
}
