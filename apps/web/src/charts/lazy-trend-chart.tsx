import type { ReactNode } from 'react';
import { lazy, Suspense } from 'react';
import type { TrendInput } from './prepare/trend.ts';
import { prepareTrend } from './prepare/trend.ts';
import { plotHeight } from './prepare/trend-model.ts';
import { WhenSeen } from './when-seen.tsx';

const TrendChart = lazy(() => import('./draw/trend-chart.tsx'));

interface LazyTrendChartProps {
  readonly input: Omit<TrendInput, 'ticks'>;
  /** False where a single line needs no name. */
  readonly endLabels?: boolean;
  /** Of the plot between its axes, in px; lower where several are read beside each other. */
  readonly plot?: number;
  readonly onChoose?: (index: number) => void;
}

export const trendChartHeight = 244;
const tickWidth = 96;

/** The chart, fetched and drawn when it comes into view. */
export function LazyTrendChart({ input, endLabels = true, plot, onChoose }: LazyTrendChartProps): ReactNode {
  const height = trendChartHeight + (plot === undefined ? 0 : plot - plotHeight);
  return (
    <WhenSeen height={height}>
      {(width) => {
        const ticks = Math.min(6, Math.max(2, Math.floor((width - (endLabels ? 140 : 40)) / tickWidth)));
        return (
          <Suspense fallback={<div className="skeleton" style={{ height }} />}>
            <TrendChart
              model={prepareTrend({ ...input, ticks })}
              endLabels={endLabels}
              {...(plot === undefined ? {} : { plot })}
              {...(onChoose ? { onChoose } : {})}
            />
          </Suspense>
        );
      }}
    </WhenSeen>
  );
}
