import type { ReactNode } from 'react';
import { formatFigure, formatInterval } from '../../number/format.ts';
import { writeAddress } from '../../state/address.ts';
import { CellLink } from '../../state/links.tsx';
import { lowerFirst } from '../../words.ts';
import { PanelActions } from '../panel-actions.tsx';
import { PanelFrame } from '../panel-frame.tsx';
import type { PanelProps } from '../panel-kind.ts';
import { definitionOf } from '../panel-kind.ts';
import type { ParetoModel, ParetoRow } from './prepare.ts';
import { preparePareto } from './prepare.ts';
import { spreadQuestion } from './questions.ts';

const rowHeight = 28;
const usualRows = 10;

/** How a whole spreads over values: largest first, with the running sum. */
export function Pareto({ spec, answers, context }: PanelProps<'ParetoSpec'>): ReactNode {
  const definition = definitionOf(context.catalogue, spec.metric);
  const title = definition?.dimensions.find(({ id }) => id === spec.by)?.title ?? spec.by;
  return (
    <PanelFrame
      id={spec.id}
      title={spec.title}
      note={spec.note}
      state={preparePareto(spec, answers)}
      height={rowHeight * usualRows}
      actions={<PanelActions panel={spec.id} question={spreadQuestion} />}
    >
      {(model) => (
        <div className="scroller" role="region" aria-label={`${spec.title}, table`} tabIndex={0}>
          <table role="table" className="data pareto">
            <caption>
              {sayFew(model, title)}
              <span className="vh">{`${spec.title}: share with interval, and the sum down to each row`}</span>
            </caption>
            <ParetoHead title={title} metric={definition?.title ?? spec.metric} />
            <tbody role="rowgroup">
              {model.rows.map((row) => (
                <Row key={row.key} row={row} most={model.most} open={context.search.cell ?? null} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </PanelFrame>
  );
}

function ParetoHead({ title, metric }: { readonly title: string; readonly metric: string }): ReactNode {
  return (
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col" className="name">
          {title}
        </th>
        <th role="columnheader" scope="col" className="draw">
          {metric}
        </th>
        <th role="columnheader" scope="col" className="num val">
          %
        </th>
        <th role="columnheader" scope="col" className="num ci">
          95 % interval
        </th>
        <th role="columnheader" scope="col" className="num cum">
          Sum, %
        </th>
      </tr>
    </thead>
  );
}

/** The finding, where there is one: few values that make most of the whole. */
function sayFew({ few, rows }: ParetoModel, dimension: string): ReactNode {
  if (!few) return null;
  return (
    <span className="finding">{`${few.count} of ${rows.length} ${lowerFirst(dimension)}s make ${formatFigure(few.share, 'percent', 0)} % of all.`}</span>
  );
}

function Row({
  row,
  most,
  open,
}: {
  readonly row: ParetoRow;
  readonly most: number;
  readonly open: string | null;
}): ReactNode {
  const { share, interval, sum, address } = row;
  const classes = [row.grey ? 'low' : '', open === writeAddress(address) ? 'open' : ''];
  return (
    <tr role="row" className={classes.filter(Boolean).join(' ')}>
      <th role="rowheader" scope="row" className="name">
        <CellLink address={address} data-stop="">
          {row.title}
        </CellLink>
      </th>
      <td role="cell" className="draw">
        <ShareBar share={share} interval={interval} most={most} />
      </td>
      <td role="cell" className="num val">
        {formatFigure(share, 'percent', 1)}
        <span className="unit narrow"> %</span>
      </td>
      <td role="cell" className="num ci">
        {interval && formatInterval(interval.lower, interval.upper, 'percent')}
      </td>
      <td role="cell" className="num cum">
        {formatFigure(sum, 'percent', 0)}
      </td>
    </tr>
  );
}

const percent = (share: number, most: number): string => `${(Math.min(1, share / most) * 100).toFixed(2)}%`;

/** A bar from zero with its interval as a whisker; the figures stand beside it. */
function ShareBar({
  share,
  interval,
  most,
}: Pick<ParetoRow, 'share' | 'interval'> & { readonly most: number }): ReactNode {
  return (
    <svg className="share-bar" width="100%" height="16" aria-hidden="true">
      <rect className="m-ci" x="0" y="2" width={percent(share, most)} height="12" />
      {interval && (
        <line
          className="m-whisker"
          x1={percent(interval.lower, most)}
          x2={percent(interval.upper, most)}
          y1="8"
          y2="8"
        />
      )}
    </svg>
  );
}
