import type { Day, Result } from '@assay/contract';
import type { Reader, SlotCells } from '../evaluate/cell.ts';
import type { Slice } from '../evaluate/question-cells.ts';
import type { Layout } from '../plan/slot.ts';
import type { PairParts } from './parts.ts';
import { amount, readerOf } from '../evaluate/cell.ts';
import { sliceKey } from '../evaluate/question-cells.ts';
import { sliceAt } from '../plan/slice-at.ts';
import { eventsOf } from './pairable.ts';
import { noPairs } from './parts.ts';
import { answerCounts, answerKinds, meanColumns } from './statement.ts';

interface Row {
  readonly kind: number;
  readonly counts: readonly number[];
  readonly means: PairParts['patterns'][number]['means'];
}

/** A row of the answer added to what others said of the same number. */
function added(parts: PairParts, { kind, counts, means }: Row): PairParts {
  const [first = 0, second = 0, third = 0, fourth = 0] = counts;
  switch (kind) {
    case answerKinds.pattern: {
      const pattern = { groups: first, cases: second, isRepeated: third > 0, means };
      return { ...parts, patterns: [...parts.patterns, pattern] };
    }
    case answerKinds.unpaired:
      return { ...parts, unanswered: first, countedHere: second, countedThere: third, judgedOtherwise: fourth };
    default:
      return { ...parts, counted: first };
  }
}

function rowAt(read: Reader, row: number, events: number): Row {
  const number = (column: string): number => amount(read(column, row));
  const means = Array.from({ length: events }, (_, event) => {
    const { current, compared } = meanColumns(event);
    return { current: number(current), compared: number(compared) };
  });
  return { kind: number('kind'), counts: answerCounts.map(number), means };
}

interface OpenCell {
  readonly at: Day;
  readonly by: Slice;
  readonly parts: Map<string, PairParts>;
}

/** The answer of `pairPatterns`. */
export function readPairs(result: Result, layout: Layout): SlotCells<PairParts> {
  const read = readerOf(result);
  const slots = layout.slots.map(() => new Map<string, OpenCell>());
  for (let row = 0; row < result.rowCount; row += 1) {
    const slot = amount(read('slot', row));
    const metric = layout.metrics[amount(read('metric', row))];
    const cells = slots[slot];
    if (!metric || !cells) continue;
    const [at, by] = [read('bucket', row) as Day, sliceAt(read, row, layout.slots[slot])];
    const key = `${sliceKey(by)}@${at}`;
    const cell = cells.get(key) ?? { at, by, parts: new Map<string, PairParts>() };
    cells.set(key, cell);
    cell.parts.set(metric.id, added(cell.parts.get(metric.id) ?? noPairs, rowAt(read, row, eventsOf(metric).length)));
  }
  return slots.map((cells) => [...cells.values()].map((cell) => ({ ...cell, environments: [null, null] as const })));
}
