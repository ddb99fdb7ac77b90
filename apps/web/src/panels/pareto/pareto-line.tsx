import type { ReactNode } from 'react';
import { formatFigure, formatInterval, none } from '../../number/format.ts';
import { writeAddress } from '../../state/address.ts';
import { CellLink } from '../../state/links.tsx';
import { HeatCell } from '../heatmap/heat-cell.tsx';
import type { HeatmapModel } from '../heatmap/prepare.ts';
import type { ParetoRow } from './prepare.ts';

interface LineProps {
  readonly row: ParetoRow;
  /** Right end of the bars, as a share. */
  readonly most: number;
  readonly heat: HeatmapModel | null;
  readonly open: string | null;
}

/** One value: what it is of the whole, its place, and how often it is by another dimension. */
export function ParetoLine({ row, most, heat, open }: LineProps): ReactNode {
  const { share, sum, address } = row;
  const classes = [row.grey ? 'low' : '', open === writeAddress(address) ? 'open' : ''];
  return (
    <tr role="row" className={classes.filter(Boolean).join(' ')}>
      <th role="rowheader" scope="row" className="name">
        <CellLink address={address} data-stop="">
          {row.title}
        </CellLink>
      </th>
      <td role="cell" className="draw">
        <ShareBar row={row} most={most} />
      </td>
      <td role="cell" className="num val">
        {formatFigure(share, 'percent', 1)}
        <span className="unit narrow"> %</span>
      </td>
      <td role="cell" className="num cum">
        {formatFigure(sum, 'percent', 0)}
      </td>
      <td role="cell" className="num rank">
        {sayRank(row)}
      </td>
      {heat && <RateCells value={row.key} heat={heat} open={open} isRest={row.interval === null} />}
    </tr>
  );
}

/** `3`, `3 to 4` */
function sayRank({ rank }: ParetoRow): ReactNode {
  if (rank) return rank[0] === rank[1] ? rank[0] : `${rank[0]} to ${rank[1]}`;
  return (
    <>
      <span aria-hidden="true">{none}</span>
      <span className="vh">not known</span>
    </>
  );
}

interface RateProps extends Pick<LineProps, 'open'> {
  readonly value: string;
  readonly heat: HeatmapModel;
  /** What is left of a value above others, whose rate is that of all of them. */
  readonly isRest: boolean;
}

function RateCells({ value, heat, open, isRest }: RateProps): ReactNode {
  const cells = isRest ? null : heat.rows.find(({ key }) => key === value)?.cells;
  return heat.columns.map(({ key }, index) => (
    <HeatCell key={key} cell={cells?.[index] ?? { kind: 'none' }} open={open} />
  ));
}

const percent = (share: number, most: number): string => `${(Math.min(1, share / most) * 100).toFixed(2)}%`;

/** A bar from zero with its interval as a whisker; the figure stands beside it. */
function ShareBar({ row: { share, interval }, most }: Pick<LineProps, 'row' | 'most'>): ReactNode {
  const said = interval
    ? `95 % interval ${formatInterval(interval.lower, interval.upper, 'percent')}`
    : 'without an interval';
  return (
    <svg className="share-bar" width="100%" height="16" role="img" aria-label={said}>
      <title>{said}</title>
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
