import type { ReactNode } from 'react';
import { LazyTrendChart } from '../charts/lazy-trend-chart.tsx';
import { nameBuckets } from '../number/dates.ts';
import { toDay } from '../state/period.ts';
import type { History } from './find-number.ts';

/** The number over time, as the page's own history has it. */
export function NumberHistory({ history, title }: { readonly history: History; readonly title: string }): ReactNode {
  const { ready, series } = history;
  const starts = ready.buckets.filter(({ partial }) => !partial).map(({ start }) => toDay(start));
  return (
    <>
      <h3>
        {nameBuckets(starts, ready.grain)} <small>with 95 % band</small>
      </h3>
      <LazyTrendChart input={{ ready, series, parts: [], title }} endLabels={false} />
    </>
  );
}
