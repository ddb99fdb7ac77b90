import type { ReactNode } from 'react';
import { formatCount, formatInterval } from '../../number/format.ts';
import { unitOf } from '../../number/unit.ts';
import { whyNot } from '../../number/why-not.ts';
import { writeAddress } from '../../state/address.ts';
import { CellLink } from '../../state/links.tsx';
import { lowerFirst, words } from '../../words.ts';
import type { HeadModel, HeatmapCell, HeatmapModel } from './prepare.ts';

/** Head of a column of cells, with the rows of all of them. */
export function HeatHead({ column: { title, n } }: { readonly column: HeadModel }): ReactNode {
  return (
    <th role="columnheader" scope="col" className="wf">
      {title}
      <small>{formatCount(n)}</small>
    </th>
  );
}

/** A rate, shaded by its size or by what it lacks; it reads the same without the shade. */
export function HeatCell({ cell, open }: { readonly cell: HeatmapCell; readonly open: string | null }): ReactNode {
  if (cell.kind === 'none') {
    return (
      <td role="cell" className="h none">
        <span className="vh">no rows</span>
      </td>
    );
  }
  const isOpen = open === writeAddress(cell.address);
  if (cell.kind === 'few') {
    return (
      <td role="cell" className={isOpen ? 'h few open' : 'h few'}>
        <CellLink address={cell.address} title={whyNot(cell.number) ?? `n ${formatCount(cell.number.n)}`}>
          {words.few}
        </CellLink>
      </td>
    );
  }
  const { number } = cell;
  const { isOut } = cell;
  const interval =
    number.lower === null || number.upper === null
      ? ''
      : `${formatInterval(number.lower, number.upper, number.unit)}, `;
  return (
    <td
      role="cell"
      className={`h h${cell.step}${cell.grey ? ' low' : ''}${isOut ? ' out' : ''}${isOpen ? ' open' : ''}`}
    >
      <CellLink address={cell.address} title={`${interval}n ${formatCount(number.n)}${isOut ? ', stands out' : ''}`}>
        {cell.text}
        {isOut && <span className="vh">, stands out</span>}
      </CellLink>
    </td>
  );
}

interface KeyProps {
  readonly model: HeatmapModel;
  readonly name?: string;
  /** Title of the dimension of the columns. */
  readonly across: string;
}

/** What the shades and outlines stand for. */
export function HeatKey({ model, name = 'Rate', across }: KeyProps): ReactNode {
  const { looks, rows } = model;
  const isAnyOut = rows.some(({ cells }) => cells.some((cell) => cell.kind === 'number' && cell.isOut));
  return (
    <p className="key heat-key">
      <span>
        {name}, {unitOf(model.unit).sign}
        <span className="ramp" aria-hidden="true">
          {model.legend.map((from, step) => (
            <i key={from} className={`h${step}`} />
          ))}
        </span>
        {model.legend.join(', ')} and {model.isFalling ? 'less' : 'more'}
      </span>
      {isAnyOut && (
        <span className="long">
          <i className="outlined" aria-hidden="true" />
          clearly worse than in the other {lowerFirst(across)}s, {formatCount(looks)} compared at once
        </span>
      )}
      <span>{words.few}: fewer than 10 rows</span>
    </p>
  );
}
