import type { ReactNode } from 'react';
import { IntervalBar } from '../../number/interval-bar.tsx';
import type { Domain } from '../../number/interval-scale.ts';
import { placeCount, sharedDomain } from '../../number/interval-scale.ts';
import { columnTitle, unitOf } from '../../number/unit.ts';
import { writeAddress } from '../../state/address.ts';
import { CellLink } from '../../state/links.tsx';
import { words } from '../../words.ts';
import { Amount, Apart } from './amount.tsx';
import type { BudgetFigures } from './figures.ts';
import type { SlicesModel } from './prepare.ts';

interface SliceTableProps {
  readonly caption: string;
  /** Of the first column: what the rows are. */
  readonly dimension: string;
  readonly model: SlicesModel;
  readonly unit: string;
  readonly open: string | null;
}

const barWidth = 160;

/** What each slice cost against its budget, and all of them together. */
export function SliceTable({ caption, dimension, model, unit, open }: SliceTableProps): ReactNode {
  const { rows, total } = model;
  const apart = rows.map(({ difference }) => ({ value: Number(difference ?? 0), lower: null, upper: null }));
  const domain = sharedDomain(apart, unitOf(unit));
  const heads = [columnTitle('Actual', unit), columnTitle('Budget', unit), columnTitle('Difference', unit)];
  return (
    <table role="table" className="data slices">
      <caption className="vh">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" className="name">
            {dimension}
          </th>
          {heads.map((head) => (
            <th role="columnheader" scope="col" className="num" key={head}>
              {head}
            </th>
          ))}
          <th role="columnheader" scope="col" className="num percent">
            %
          </th>
          <th role="columnheader" scope="col" className="bar">
            <span className="under-over">
              <span>under</span>
              <span>over</span>
            </span>
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <SliceRow key={row.key} row={row} title={row.title} unit={unit} domain={domain} open={open} />
        ))}
        {total && <SliceRow row={total} title="Total" unit={unit} domain={null} open={open} />}
      </tbody>
    </table>
  );
}

interface SliceRowProps extends Pick<SliceTableProps, 'unit' | 'open'> {
  readonly row: BudgetFigures;
  readonly title: string;
  /** Of the bars; null where there is none: the whole would press its slices together. */
  readonly domain: Domain | null;
}

function SliceRow({ row, title, unit, domain, open }: SliceRowProps): ReactNode {
  const { address, actual, budget, difference, percent } = row;
  const isOpen = writeAddress(address) === open;
  const classes = [domain ? '' : 'whole', isOpen ? 'open' : ''];
  return (
    <tr role="row" className={classes.filter(Boolean).join(' ')}>
      <th role="rowheader" scope="row" className="name">
        <CellLink address={address} data-stop="">
          {title}
        </CellLink>
      </th>
      <td role="cell" className="num">
        <Amount value={actual} unit={unit} digits={2} />
      </td>
      <td role="cell" className="num">
        {budget === null ? (
          <span className="dim">{words.noBudget}</span>
        ) : (
          <Amount value={budget} unit={unit} digits={2} />
        )}
      </td>
      <td role="cell" className="num">
        <Apart figures={row} value={difference} unit={unit} digits={2} />
      </td>
      <td role="cell" className="num percent">
        <Apart figures={row} value={percent} unit="percent" digits={1} />
      </td>
      <td role="cell" className="bar" aria-hidden="true">
        {domain && difference !== null && (
          <IntervalBar model={placeCount(Number(difference), domain, barWidth)} label="" />
        )}
      </td>
    </tr>
  );
}
