import type { ReactNode } from 'react';
import { LazyTrendChart, trendChartHeight } from '../../charts/lazy-trend-chart.tsx';
import { wholeLine } from '../../charts/prepare/trend.ts';
import { LimitNotes } from '../../charts/limit-notes.tsx';
import type { PanelReady, Series } from '../../gql/types.ts';
import { writeAddress } from '../../state/address.ts';
import { SearchLink, useSearchChange } from '../../state/links.tsx';
import { words } from '../../words.ts';
import { NumbersPanel } from '../numbers-panel.tsx';
import type { PanelProps } from '../panel-kind.ts';
import { definitionOf } from '../panel-kind.ts';
import { stateOf } from '../panel-state.ts';
import { BreakNotes } from '../../number/break-notes.tsx';
import { historyQuestion } from './questions.ts';
import { TrendTable } from './trend-table.tsx';

/** A metric and its parts over time, as lines or as a table of the same numbers. */
export function Trend({ spec, answers, context }: PanelProps<'TrendSpec'>): ReactNode {
  const state = stateOf(answers[historyQuestion], (ready) => ready);
  const tables = context.search.table ?? [];
  const asTable = tables.includes(spec.id);
  const others = tables.filter((id) => id !== spec.id);
  const next = asTable ? others : [...others, spec.id];
  return (
    <NumbersPanel
      spec={spec}
      state={state}
      height={trendChartHeight}
      question={historyQuestion}
      actions={
        <SearchLink change={{ table: next.length > 0 ? next : undefined }}>
          {asTable ? words.asChart : words.asTable}
        </SearchLink>
      }
    >
      {(ready) => {
        const series = ready.series[0];
        if (!series) return null;
        const shown = {
          spec,
          ready,
          series,
          title: definitionOf(context.catalogue, spec.metric)?.title ?? spec.metric,
        };
        return asTable ? <TrendTable {...shown} /> : <TrendLines {...shown} />;
      }}
    </NumbersPanel>
  );
}

interface TrendLinesProps extends Pick<PanelProps<'TrendSpec'>, 'spec'> {
  readonly ready: PanelReady;
  readonly series: Series;
  readonly title: string;
}

function TrendLines({ spec, ready, series, title }: TrendLinesProps): ReactNode {
  const change = useSearchChange();
  const choose = (index: number): void => {
    const bucket = ready.buckets[index]?.start ?? null;
    change({ cell: writeAddress({ panel: spec.id, question: historyQuestion, metric: spec.metric, bucket, by: [] }) });
  };
  return (
    <>
      <LazyTrendChart input={{ ready, series, parts: spec.parts, title }} onChoose={choose} />
      <LimitNotes ready={ready} series={series} {...(spec.parts.length > 0 ? { line: wholeLine } : {})} />
      <BreakNotes ready={ready} series={series} />
    </>
  );
}
