import type { Trend } from '@assay/contract';
import { trendPeriods } from '../plan/trend-periods.ts';
import { confidence } from './number.ts';
import { dayText } from './caveat-text.ts';

const going = { up: 'rising', down: 'falling' } as const;

/** What a trend is judged by, in words: `falling over 6 finished weeks`. */
export function trendText({ grain, periods, since, moves, p }: Trend): string {
  const shift = since === null ? '' : ` since ${dayText(since)}`;
  if (periods < trendPeriods)
    return `not enough finished ${grain}s with a number of their own${shift}: ${periods} of ${trendPeriods}`;
  const isClear = moves !== null && p !== null && p < 1 - confidence;
  return `${isClear ? going[moves] : 'no clear trend'} over ${trendPeriods} finished ${grain}s`;
}
