import type { EarlierTime } from '@assay/contract';
import type { Known } from '../plan/known.ts';
import type { Beside } from '../plan/beside.ts';
import type { RawNumber } from './answer.ts';
import type { History } from './against-trend.ts';
import type { Evaluated } from './number.ts';
import type { Slice } from './question-cells.ts';
import { metricOf } from '../registry.ts';
import { againstTrend } from './against-trend.ts';
import { bucketsFor } from './buckets.ts';
import { againstEarlier } from './earlier.ts';
import { instrumentBreaks } from './instrument.ts';
import { unlessWorse } from './not-worse.ts';
import { sliceKey } from './question-cells.ts';

/** What came of the numbers that a target looks at; none where they could not be read. */
export interface ReadBeside extends Beside {
  readonly numbers: readonly RawNumber[];
}

/** The numbers beside one request, by what is asked of them. */
class Reading {
  readonly #beside: readonly ReadBeside[];
  readonly #known: Known;
  readonly #shown: readonly RawNumber[];
  readonly #byKey = new Map<ReadBeside, ReadonlyMap<string, Evaluated>>();
  readonly #starts = new Map<Beside['resolved'], readonly string[]>();
  readonly #histories = new Map<string, History | null>();

  constructor(beside: readonly ReadBeside[], shown: readonly RawNumber[], known: Known) {
    this.#beside = beside;
    this.#shown = shown;
    this.#known = known;
  }

  historyOf(metric: string): History | null {
    const known = this.#histories.get(metric);
    if (known !== undefined) return known;
    const found = this.#beside.find((each) => each.metric === metric && each.role === 'trend');
    const history = found ? this.#history(found) : null;
    this.#histories.set(metric, history);
    return history;
  }

  /** A new instrument is seen in the numbers that are shown, where limits start anew too, or in those that a trend is of. */
  #history(found: ReadBeside): History {
    const shown = this.#shown.filter(({ evaluated }) => evaluated.estimate.metric === found.metric);
    const instrument = [shown, found.numbers].flatMap(instrumentBreaks);
    return { resolved: found.resolved, numberOf: (by, start) => this.#numberOf(found, by, start), instrument };
  }

  /** The number of the same slice whose period has the same place among those of its question. */
  counterpart({ estimate }: Evaluated, { role, asks, when }: Pick<Beside, 'role' | 'asks' | 'when'>): Evaluated | null {
    const found = this.#beside.find(
      (each) => each.metric === estimate.metric && each.role === role && each.asks === asks && each.when === when,
    );
    if (!found) return null;
    const at = estimate.bucket === null ? 0 : this.#startsOf(found.of).indexOf(estimate.bucket);
    const start = estimate.bucket === null ? null : (this.#startsOf(found.resolved)[at] ?? '');
    return this.#numberOf(found, estimate.by, start);
  }

  #numberOf(beside: ReadBeside, by: Slice, start: string | null): Evaluated | null {
    return this.#numbersOf(beside).get(JSON.stringify([sliceKey(by), start])) ?? null;
  }

  #startsOf(resolved: Beside['resolved']): readonly string[] {
    const known = this.#starts.get(resolved);
    if (known) return known;
    const starts = bucketsFor(resolved.current, this.#known).map(({ from }) => from);
    this.#starts.set(resolved, starts);
    return starts;
  }

  #numbersOf(beside: ReadBeside): ReadonlyMap<string, Evaluated> {
    const known = this.#byKey.get(beside);
    if (known) return known;
    const numbers = new Map(
      beside.numbers
        .filter(({ evaluated }) => evaluated.estimate.metric === beside.asks)
        .map(({ evaluated }) => {
          const { by, bucket } = evaluated.estimate;
          return [JSON.stringify([sliceKey(by), bucket]), evaluated] as const;
        }),
    );
    this.#byKey.set(beside, numbers);
    return numbers;
  }
}

function byEarlier(current: Evaluated, reading: Reading): Evaluated {
  const { metric, target } = current.estimate;
  const when = target?.ofEarlier?.when;
  if (when === undefined) return current;
  const judged = againstEarlier(current, reading.counterpart(current, { role: 'earlier', asks: metric, when }));
  const asks = target?.notWorse?.metric;
  if (asks === undefined) return judged;
  const of = (at: EarlierTime | null) => reading.counterpart(current, { role: 'other', asks, when: at });
  return unlessWorse(judged, { now: of(null), then: of(when) });
}

/** The numbers of a request, judged by targets that look at others beside them. */
export function judgeBeside(
  numbers: readonly RawNumber[],
  beside: readonly ReadBeside[],
  known: Known,
): readonly RawNumber[] {
  if (beside.length === 0) return numbers;
  const reading = new Reading(beside, numbers, known);
  return numbers.map((number) => {
    const { metric: id } = number.evaluated.estimate;
    const judged = byEarlier(number.evaluated, reading);
    const history = reading.historyOf(id);
    if (!history) return { ...number, evaluated: judged };
    return { ...number, evaluated: againstTrend(judged, { metric: metricOf(id), history }, known) };
  });
}
