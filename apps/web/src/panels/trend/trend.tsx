import type { ReactNode } from 'react';
import { LazyTrendChart, trendChartHeight } from '../../charts/lazy-trend-chart.tsx';
import type { PanelReady, Series } from '../../gql/types.ts';
import { writeAddress } from '../../state/address.ts';
import { SearchLink, useSearchChange } from '../../state/links.tsx';
import { words } from '../../words.ts';
import { PanelActions } from '../panel-actions.tsx';
import { PanelFrame } from '../panel-frame.tsx';
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
    <PanelFrame
      id={spec.id}
      title={spec.title}
      note={spec.note}
      state={state}
      height={trendChartHeight}
      actions={
        <>
          <SearchLink change={{ table: next.length > 0 ? next : undefined }}>
            {asTable ? words.asChart : words.asTable}
          </SearchLink>
          <PanelActions panel={spec.id} question={historyQuestion} />
        </>
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
    </PanelFrame>
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
      <BreakNotes ready={ready} series={series} />
    </>
  );
}
