import type { Day, Result } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { Reader } from '../evaluate/cell.ts';
import type { Slice } from '../evaluate/question-cells.ts';
import type { Layout } from '../plan/slot.ts';
import { amount, readerOf } from '../evaluate/cell.ts';
import { sliceAt } from '../plan/slice-at.ts';
import { splitColumn } from '../plan/slot-rows.ts';
import { apart, labelsOf } from './pattern.ts';
import { answersColumn } from './statement.ts';

/** Items of one scale that were answered alike, in one bucket and slice of a slot. */
export interface PatternRow {
  readonly slot: number;
  /** First day of the bucket. */
  readonly at: Day;
  /** The same object in all rows of a slice of a slot. */
  readonly by: Slice;
  readonly metric: MetricDefinition;
  /** The same object in all rows of a scale. */
  readonly scale: Scale;
  /** Where the items came from and their language, as one text; null where the statement does not tell them apart. */
  readonly mix: string | null;
  /** One label an answer, sorted, the same object in all rows of a pattern; null where none of the items has an answer that counts. */
  readonly labels: readonly string[] | null;
  readonly items: number;
  /** Answers that count. */
  readonly answers: number;
  /** Answers that were left out, in the order of the metric's reasons. */
  readonly leftOut: readonly number[];
}

/** Answers to one question of one task, under guidelines of one group, on one level of measurement (null: not known). */
export interface Scale {
  readonly task: string | null;
  readonly question: string | null;
  readonly group: string | null;
  readonly level: string | null;
}

/** What thousands of rows share, made once of the texts that tell it apart. */
class Shared<Value> {
  readonly #known = new Map<string, Value>();

  of(key: string, make: () => Value): Value {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const value = make();
    this.#known.set(key, value);
    return value;
  }
}

class PatternReader {
  readonly #read: Reader;
  readonly #layout: Layout;
  readonly #hasMix: boolean;
  readonly #labels = new Shared<readonly string[]>();
  readonly #scales = new Shared<Scale>();
  readonly #slices = new Shared<Slice>();

  constructor(result: Result, layout: Layout) {
    this.#read = readerOf(result);
    this.#layout = layout;
    this.#hasMix = result.columns.some(({ name }) => name === 'mix');
  }

  at(row: number): PatternRow | null {
    const text = (column: string): string | null => this.#read(column, row) as string | null;
    const number = (column: string): number => amount(this.#read(column, row));
    const metric = this.#layout.metrics[number('metric')];
    if (!metric) return null;
    const slot = number('slot');
    const pattern = text('pattern');
    return {
      slot,
      at: this.#read('bucket', row) as Day,
      by: this.#sliceOf(slot, row),
      metric,
      scale: this.#scaleOf(text('scale') ?? ''),
      mix: this.#hasMix ? text('mix') : null,
      labels: pattern === null ? null : this.#labels.of(pattern, () => labelsOf(pattern)),
      items: number('items'),
      answers: number(answersColumn(0)),
      leftOut: metric.leftOut.map((_, index) => number(answersColumn(index + 1))),
    };
  }

  #sliceOf(slot: number, row: number): Slice {
    const of = this.#layout.slots[slot];
    const values = of?.splits.map((split) => this.#read(splitColumn(split), row)) ?? [];
    return this.#slices.of(JSON.stringify([slot, ...values]), () => sliceAt(this.#read, row, of));
  }

  #scaleOf(together: string): Scale {
    return this.#scales.of(together, () => {
      const [task = null, question = null, group = null, level = null] = apart(together);
      return { task, question, group, level };
    });
  }
}

/** The rows of a statement of item patterns. */
export function readPatterns(result: Result, layout: Layout): readonly PatternRow[] {
  const reader = new PatternReader(result, layout);
  return Array.from({ length: result.rowCount }, (_, row) => reader.at(row)).filter((row) => row !== null);
}

/** Answers that were left out of all rows, by reason; all rows are of one metric. */
export function leftOutOf(rows: readonly PatternRow[]): Readonly<Record<string, number>> {
  const reasons = rows[0]?.metric.leftOut ?? [];
  const sums = reasons.map(() => 0);
  for (const { leftOut } of rows) for (const [index, count] of leftOut.entries()) sums[index]! += count;
  return Object.fromEntries(reasons.map(({ code }, index) => [code, sums[index] ?? 0]));
}
