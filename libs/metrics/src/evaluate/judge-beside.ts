import type { Known } from '../plan/known.ts';
import type { Beside } from '../plan/beside.ts';
import type { RawNumber } from './answer.ts';
import { metricOf } from '../registry.ts';
import { againstTrend } from './against-trend.ts';

/** What came of the numbers that a target looks at; none where they could not be read. */
export interface ReadBeside extends Beside {
  readonly numbers: readonly RawNumber[];
}

/** The numbers of a request, judged by targets that look at others beside them. */
export function judgeBeside(
  numbers: readonly RawNumber[],
  beside: readonly ReadBeside[],
  known: Known,
): readonly RawNumber[] {
  if (beside.length === 0) return numbers;
  return numbers.map((number) => {
    const { metric: id } = number.evaluated.estimate;
    const history = beside.find(({ metric, role }) => metric === id && role === 'trend');
    if (!history) return number;
    return { ...number, evaluated: againstTrend(number.evaluated, { metric: metricOf(id), history }, known) };
  });
}
