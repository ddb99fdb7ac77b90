import type { Bucket, BucketGrain, DayRange } from '@assay/contract';
import type { Known } from '../plan/known.ts';
import type { Question } from '../plan/question.ts';
import type { DaySpan } from '../time/range.ts';
import { addDays, bucketEnd, bucketsOf } from '@assay/contract';

/** Whether days of a bucket are missing: they are still to come, or lie outside the range asked for. */
function isPartial(bucket: DayRange, asked: DayRange, span: DaySpan): boolean {
  if (!span) return false;
  const isCut = bucket.to > asked.to || (bucket.from < asked.from && span.first < asked.from);
  return isCut || bucket.to > addDays(span.last, 1);
}

/** By what they hang on beside what is known: all slices of a page have the same few periods. */
const periodsOf = new WeakMap<Known, Map<string, readonly Bucket[]>>();

/** The periods of a question; of several metrics the slowest to mature decides what is provisional. */
export function bucketsFor(question: Question, known: Known): readonly Bucket[] {
  const { grain, range } = question;
  const maturityDays = Math.max(...question.metrics.map((metric) => metric.maturityDays));
  const periods = periodsOf.get(known) ?? new Map<string, readonly Bucket[]>();
  periodsOf.set(known, periods);
  const key = JSON.stringify([grain, range.from, range.to, maturityDays]);
  const found = periods.get(key) ?? bucketsIn(range, { grain, maturityDays, known });
  periods.set(key, found);
  return found;
}

interface Calendar {
  readonly grain: BucketGrain;
  readonly maturityDays: number;
  readonly known: Known;
}

function bucketsIn(range: DayRange, { grain, maturityDays, known }: Calendar): readonly Bucket[] {
  const periods =
    grain === 'none' ? [range] : bucketsOf(range, grain).map((from) => ({ from, to: bucketEnd(from, grain) }));
  return periods.map((period) => ({
    ...period,
    partial: isPartial(period, range, known.span),
    provisional: addDays(period.to, maturityDays) > known.today,
  }));
}
