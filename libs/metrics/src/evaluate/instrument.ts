import type { BreakMark, Day, Estimate } from '@assay/contract';
import type { RawNumber } from './answer.ts';
import { sharedShifts } from '@assay/statistics';
import { isGraded } from '../registry.ts';
import { isOther } from './other.ts';
import { sliceKey } from './question-cells.ts';

/** Finished periods alone have their last word; others of many are no slice of their own. */
const counts = ({ partial, bucket, value, by }: Estimate): boolean =>
  !partial && bucket !== null && value !== null && !isOther(by);

/** Days on which most slices of a metric moved at once by more than they usually do. */
function shiftDays(estimates: readonly Estimate[]): readonly Day[] {
  const counted = estimates.filter(counts);
  const days = [...new Set(counted.flatMap(({ bucket }) => bucket ?? []))].sort();
  const slices = Map.groupBy(counted, ({ by }) => sliceKey(by));
  const series = [...slices.values()].map((own) => {
    const values = new Map(own.map(({ bucket, value }) => [bucket, value]));
    return days.map((day) => values.get(day) ?? null);
  });
  return sharedShifts({ series }).flatMap(({ at }) => days[at] ?? []);
}

/**
 * Where verdicts stand between the world and a number, most slices moving at once say that what gives the verdicts changed:
 * another judge, other documents. No column tells, so that it is seen in the numbers themselves.
 */
export function instrumentBreaks(numbers: readonly RawNumber[]): readonly BreakMark[] {
  const estimates = numbers.map(({ evaluated }) => evaluated.estimate).filter(({ metric }) => isGraded(metric));
  return [...Map.groupBy(estimates, ({ metric }) => metric)].flatMap(([metric, own]) =>
    shiftDays(own).map((day): BreakMark => ({ kind: 'instrument', day, title: 'New instrument', by: {}, metric })),
  );
}

/** Says of each number whose period begins with a new instrument that nothing before is to be compared with it. */
export function withInstrumentBreaks(estimates: readonly Estimate[], marks: readonly BreakMark[]): readonly Estimate[] {
  if (marks.length === 0) return estimates;
  return estimates.map((estimate) => {
    const mark = marks.find(({ metric, day }) => metric === estimate.metric && day === estimate.bucket);
    if (!mark) return estimate;
    return { ...estimate, caveats: [...estimate.caveats, { code: 'break:instrument', count: null, day: mark.day }] };
  });
}
