import type { Day, Result } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { Reader } from '../evaluate/cell.ts';
import type { Layout } from '../plan/slot.ts';
import { amount, readerOf } from '../evaluate/cell.ts';
import { sliceAt } from '../plan/slice-at.ts';
import { labelsOf } from './pattern.ts';
import { answersColumn, mixColumns } from './statement.ts';

/** Items of one scale that were answered alike, in one bucket and slice of a slot. */
export interface PatternRow {
  readonly slot: number;
  /** First day of the bucket. */
  readonly at: Day;
  readonly by: Readonly<Record<string, string | null>>;
  readonly metric: MetricDefinition;
  readonly scale: Scale;
  /** Where the items came from and their language, as one text; null where the statement does not tell them apart. */
  readonly mix: string | null;
  /** One label an answer, sorted; null where none of the items has an answer that counts. */
  readonly labels: readonly string[] | null;
  readonly items: number;
  /** Answers that count. */
  readonly answers: number;
  /** Answers that were left out, by reason. */
  readonly leftOut: Readonly<Record<string, number>>;
}

/** Answers to one question of one task, under guidelines of one group, on one level of measurement (null: not known). */
export interface Scale {
  readonly task: string | null;
  readonly question: string | null;
  readonly group: string | null;
  readonly level: string | null;
}

/** Labels of patterns, each taken apart once: thousands of rows have the same few. */
class Labels {
  readonly #known = new Map<string, readonly string[]>();

  of(pattern: string): readonly string[] {
    const known = this.#known.get(pattern) ?? labelsOf(pattern);
    this.#known.set(pattern, known);
    return known;
  }
}

function patternAt(
  read: Reader,
  row: number,
  {
    layout: { slots, metrics },
    labels,
    mix,
  }: { readonly layout: Layout; readonly labels: Labels; readonly mix: readonly string[] },
): readonly PatternRow[] {
  const text = (column: string): string | null => read(column, row) as string | null;
  const number = (column: string): number => amount(read(column, row));
  const metric = metrics[number('metric')];
  if (!metric) return [];
  const slot = number('slot');
  const pattern = text('pattern');
  return [
    {
      slot,
      at: read('bucket', row) as Day,
      by: sliceAt(read, row, slots[slot]),
      metric,
      scale: {
        task: text('task_id'),
        question: text('question_code'),
        group: text('compat_group'),
        level: text('label_level'),
      },
      mix: mixOf(mix.map(text)),
      labels: pattern === null ? null : labels.of(pattern),
      items: number('items'),
      answers: number(answersColumn(0)),
      leftOut: Object.fromEntries(metric.leftOut.map(({ code }, index) => [code, number(answersColumn(index + 1))])),
    },
  ];
}

/** Where it is not known the statement says so with an empty text. */
function mixOf(values: readonly (string | null)[]): string | null {
  return values.every((each) => each === null) ? null : JSON.stringify(values);
}

/** The rows of a statement of item patterns. */
export function readPatterns(result: Result, layout: Layout): readonly PatternRow[] {
  const read = readerOf(result);
  const labels = new Labels();
  const mix = mixColumns.filter((column) => result.columns.some(({ name }) => name === column));
  return Array.from({ length: result.rowCount }, (_, row) => patternAt(read, row, { layout, labels, mix })).flat();
}
