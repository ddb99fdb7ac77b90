import type { ReactNode } from 'react';
import type { PanelReady, Series, SpecOf } from '../../gql/types.ts';
import { formatRange } from '../../number/dates.ts';
import type { Quantity } from '../../number/format.ts';
import { columnDigits, formatCount, formatFigure, formatInterval } from '../../number/format.ts';
import { columnTitle, unitIn, unitOf } from '../../number/unit.ts';
import { numberAt, writtenOf } from '../../number/number-model.ts';
import type { NumberModel, PartModel } from '../../number/number-model.ts';
import { ProvisionalMark, StatusMark } from '../../number/status-mark.tsx';
import { whyNot } from '../../number/why-not.ts';
import { CellLink } from '../../state/links.tsx';
import { dayRange } from '../../state/period.ts';
import { historyQuestion } from './questions.ts';

interface TrendTableProps {
  readonly spec: SpecOf<'TrendSpec'>;
  readonly ready: PanelReady;
  readonly series: Series;
  /** Title of the metric. */
  readonly title: string;
}

/** The chart's numbers, newest first, each with its drawer. */
export function TrendTable({ spec, ready, series, title }: TrendTableProps): ReactNode {
  const numbers = ready.buckets.flatMap((_, index) => numberAt(ready, series, index) ?? []).reverse();
  const parts = series.parts.filter(({ id }) => spec.parts.includes(id));
  const unit = unitIn(series);
  const { isCounted } = unitOf(unit);
  return (
    <div className="scroller" role="region" aria-label={`${spec.title}, table`} tabIndex={0}>
      <table role="table" className="data series">
        <caption className="vh">{`${spec.title}, newest first`}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {[
              'Period',
              'n',
              columnTitle(title, unit),
              ...(isCounted ? [] : ['95 % interval']),
              ...parts.map((part) => columnTitle(part.title, part.unit ?? unit)),
              'Status',
            ].map((head, index) => (
              <th
                role="columnheader"
                scope="col"
                key={head}
                className={index === 0 || head === 'Status' ? undefined : 'num'}
              >
                {head}
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
  const { bucket, unit } = number;
  const { value: own, lower, upper } = writtenOf(number);
  const why = whyNot(number);
  const digits = columnDigits(number.lower, number.upper, unit);
  const figure = (value: Quantity | null, of = unit): string => {
    if (why !== null || value === null) return '';
    return formatFigure(value, of, of === unit ? digits : unitOf(of).digits);
  };
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
        {why ?? figure(own)}
      </td>
      {!unitOf(unit).isCounted && (
        <td role="cell" className="num dim">
          {why !== null || lower === null || upper === null ? '' : formatInterval(lower, upper, unit)}
        </td>
      )}
      {parts.map((id) => (
        <PartCell key={id} part={number.parts.find((each) => each.id === id)} figure={figure} unit={unit} />
      ))}
      <td role="cell">
        {bucket.partial ? <StatusMark verdict="not_judged" /> : <StatusMark verdict={number.verdict} />}
      </td>
    </tr>
  );
}

interface PartProps {
  readonly part: PartModel | undefined;
  /** Says a value in a unit, as this row says all of them. */
  readonly figure: (value: Quantity | null, unit: string) => string;
  /** Of the number; a part may have its own. */
  readonly unit: string;
}

function PartCell({ part, figure, unit }: PartProps): ReactNode {
  return (
    <td role="cell" className="num">
      {figure(part ? writtenOf(part).value : null, part?.unit ?? unit)}
    </td>
  );
}
