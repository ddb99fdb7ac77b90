import type { ReactNode } from 'react';
import { writeAddress } from '../../state/address.ts';
import { ProvisionalMark } from '../../number/status-mark.tsx';
import { unitOf } from '../../number/unit.ts';
import { CellLink } from '../../state/links.tsx';
import { words } from '../../words.ts';
import { Amount, Apart } from './amount.tsx';
import type { BudgetFigures } from './figures.ts';
import type { BudgetModel, PeriodModel } from './prepare.ts';

interface PeriodTableProps {
  readonly title: string;
  readonly model: BudgetModel;
  readonly digits: number;
  readonly open: string | null;
}

/** The chart's figures, periods across, each with its drawer. */
export function PeriodTable({ title, model, digits, open }: PeriodTableProps): ReactNode {
  const { periods, whole, unit } = model;
  const all = [...periods, ...(whole ? [whole] : [])];
  const columns = all.map((figures) => ({ key: writeAddress(figures.address), figures }));
  const { sign } = unitOf(unit);
  return (
    <table role="table" className="data periods">
      <caption className="vh">{`${title}: actual, budget and difference of each period, in ${sign}`}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" className="name">
            {sign}
          </th>
          {periods.map((period) => (
            <PeriodHead key={period.number.bucket.start} period={period} />
          ))}
          {whole && (
            <th role="columnheader" scope="col" className="num">
              <CellLink address={whole.address}>All</CellLink>
            </th>
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {lines.map(([name, cell]) => (
          <tr role="row" key={name}>
            <th role="rowheader" scope="row" className="name">
              {name}
            </th>
            {columns.map(({ key, figures }) => (
              <td role="cell" key={key} className={key === open ? 'num open' : 'num'}>
                {cell(figures, { unit, digits })}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Cell = (figures: BudgetFigures, as: Pick<PeriodTableProps, 'digits'> & { readonly unit: string }) => ReactNode;

const lines: readonly (readonly [name: string, cell: Cell])[] = [
  ['Actual', ({ actual }, as) => <Amount value={actual} {...as} />],
  ['Budget', ({ budget }, as) => <Amount value={budget} missing={words.noBudget} {...as} />],
  ['Difference', (figures, as) => <Apart figures={figures} value={figures.difference} {...as} />],
  ['Difference, %', (figures) => <Apart figures={figures} value={figures.percent} unit="percent" digits={1} />],
];

function PeriodHead({ period: { title, year, address, number } }: { readonly period: PeriodModel }): ReactNode {
  const { partial, provisional } = number.bucket;
  return (
    <th role="columnheader" scope="col" className="num">
      {year !== null && <small>{year}</small>}
      <CellLink address={address} data-stop="">
        {title}
      </CellLink>
      {partial ? <small>in part</small> : provisional && <ProvisionalMark />}
    </th>
  );
}
