import type { ReactNode } from 'react';
import type { PanelReady, Series, SpecOf } from '../../gql/types.ts';
import { formatRange } from '../../number/dates.ts';
import { digitsFor, formatCount, formatFigure, formatInterval, unitOf } from '../../number/format.ts';
import { numberAt } from '../../number/number-model.ts';
import type { NumberModel } from '../../number/number-model.ts';
import { ProvisionalMark, StatusMark } from '../../number/status-mark.tsx';
import { whyNot } from '../../number/why-not.ts';
import { CellLink } from '../../state/links.tsx';
import { dayRange } from '../../state/period.ts';
import { historyQuestion } from './questions.ts';

interface TrendTableProps {
  readonly spec: SpecOf<'TrendSpec'>;
  readonly ready: PanelReady;
  readonly series: Series;
}

/** The chart's numbers, newest first, each with its drawer. */
export function TrendTable({ spec, ready, series }: TrendTableProps): ReactNode {
  const numbers = ready.buckets.flatMap((_, index) => numberAt(ready, series, index) ?? []).reverse();
  const parts = series.parts.filter(({ id }) => spec.parts.includes(id));
  const { sign } = unitOf(series.unit);
  return (
    <div className="scroller" role="region" aria-label={`${spec.title}, table`} tabIndex={0}>
      <table role="table" className="data series">
        <caption className="vh">{`${spec.title}, newest first`}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {[
              'Period',
              'n',
              `Rate, ${sign}`,
              '95 % interval',
              ...parts.map(({ title }) => `${title}, ${sign}`),
              'Status',
            ].map((title, index) => (
              <th
                role="columnheader"
                scope="col"
                key={title}
                className={index === 0 || title === 'Status' ? undefined : 'num'}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {numbers.map((number) => (
            <TrendRow key={number.bucket.start} spec={spec} number={number} parts={parts.map(({ id }) => id)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface TrendRowProps {
  readonly spec: SpecOf<'TrendSpec'>;
  readonly number: NumberModel;
  readonly parts: readonly string[];
}

function TrendRow({ spec, number, parts }: TrendRowProps): ReactNode {
  const { bucket, unit, lower, upper } = number;
  const why = whyNot(number);
  const digits = Math.max(1, digitsFor(lower, upper, unit));
  const figure = (value: number | null): string =>
    why !== null || value === null ? '' : formatFigure(value, unit, digits);
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <CellLink
          address={{ panel: spec.id, question: historyQuestion, metric: spec.metric, bucket: bucket.start, by: [] }}
        >
          {formatRange(dayRange({ from: bucket.start, to: bucket.end }))}
        </CellLink>{' '}
        {bucket.partial ? <span className="unit">in part</span> : bucket.provisional && <ProvisionalMark />}
      </th>
      <td role="cell" className="num dim">
        {formatCount(number.n)}
      </td>
      <td role="cell" className="num">
        {why ?? figure(number.value)}
      </td>
      <td role="cell" className="num dim">
        {why !== null || lower === null || upper === null ? '' : formatInterval(lower, upper, unit)}
      </td>
      {parts.map((id) => (
        <td role="cell" className="num" key={id}>
          {figure(number.parts.find((part) => part.id === id)?.value ?? null)}
        </td>
      ))}
      <td role="cell">
        {bucket.partial ? <StatusMark verdict="not_judged" /> : <StatusMark verdict={number.verdict} />}
      </td>
    </tr>
  );
}
