import type { ReactNode } from 'react';
import { LazyTrendChart } from '../charts/lazy-trend-chart.tsx';
import { LimitNotes } from '../charts/limit-notes.tsx';
import { BreakNotes } from '../number/break-notes.tsx';
import { nameBuckets } from '../number/dates.ts';
import { toDay } from '../state/period.ts';
import type { History } from './find-number.ts';
import { useFullHistory } from './use-full-history.ts';

/** The number over time, as the page's own history has it. */
export function NumberHistory({ history, title }: { readonly history: History; readonly title: string }): ReactNode {
  const { ready } = history;
  const series = useFullHistory(history);
  const starts = ready.buckets.filter(({ partial }) => !partial).map(({ start }) => toDay(start));
  return (
    <>
      <h3>
        {nameBuckets(starts, ready.grain)} <small>{sayMarks(series)}</small>
      </h3>
      <LazyTrendChart input={{ ready, series, parts: [], title }} endLabels={false} />
      <LimitNotes ready={ready} series={series} />
      <BreakNotes ready={ready} series={series} />
    </>
  );
}

/** The chart is small: what its marks are is said above it. */
function sayMarks({ target, lower }: History['series']): string {
  const marks = [
    ...(lower.some((bound) => bound !== null) ? ['95 % band'] : []),
    ...(target.some((one) => one !== null && (one.upper !== null || (one.lower ?? 0) > 0)) ? ['target'] : []),
  ];
  return marks.length === 0 ? '' : `with ${marks.join(' and ')}`;
}
