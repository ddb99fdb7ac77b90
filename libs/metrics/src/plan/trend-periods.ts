import type { BucketGrain, Day, DayRange } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { Known } from './known.ts';
import type { Question } from './question.ts';
import { addDays, bucketEnd, bucketStart } from '@assay/contract';

/** Periods that a trend is tested over (metrics.md 1.5). */
export const trendPeriods = 6;

/** The periods of a trend: the question's own; of a number of a whole range weeks, as they are drawn beside it. */
export const trendGrain = ({ grain }: Pick<Question, 'grain'>): BucketGrain => (grain === 'none' ? 'week' : grain);

const before = (start: Day, grain: BucketGrain, count: number): Day =>
  Array.from({ length: count }).reduce<Day>((day) => bucketStart(addDays(day, -1), grain), start);

/** First day of the last period that ends by a day, is whole, and whose rows change no more. */
function lastMature(end: Day, grain: BucketGrain, settled: Day): Day {
  const until = end < settled ? end : settled;
  return before(bucketStart(until, grain), grain, 1);
}

/** The days of the last finished periods of each number of a question; null where nothing is known of any day. */
export function trendRange(question: Question, { maturityDays }: MetricDefinition, known: Known): DayRange | null {
  if (!known.span) return null;
  const { range } = question;
  const grain = trendGrain(question);
  const isKnownTo = addDays(known.span.last, 1);
  const isMatureTo = addDays(known.today, -maturityDays);
  const settled = isKnownTo < isMatureTo ? isKnownTo : isMatureTo;
  const firstEnd = question.grain === 'none' ? range.to : bucketEnd(bucketStart(range.from, grain), grain);
  return {
    from: before(lastMature(firstEnd, grain, settled), grain, trendPeriods - 1),
    to: bucketEnd(lastMature(range.to, grain, settled), grain),
  };
}
