import { plural } from '@assay/contract';
import type { ReactNode } from 'react';
import { formatCount, formatFigure, formatInterval, formatValue } from '../../number/format.ts';
import { IntervalBar } from '../../number/interval-bar.tsx';
import { Sparkline } from '../../number/sparkline.tsx';
import { VerdictChip } from '../../number/verdict-chip.tsx';
import { CellLink } from '../../state/links.tsx';
import type { BreakdownRowModel } from '../breakdown/prepare.ts';
import type { TaxonomyModel } from './prepare.ts';

interface RowProps {
  readonly row: BreakdownRowModel;
  readonly model: TaxonomyModel;
  readonly historyTitle: string;
  readonly isOpen: boolean;
  /** Depth in the tree, from 1. */
  readonly level: number;
  /** Whether what lies below it is shown; null where nothing does. */
  readonly unfolded: boolean | null;
  /** Tells the tree's keys which row this is; absent for all values together. */
  readonly value?: string;
  readonly onFold?: (() => void) | undefined;
}

/** A value of the tree, or all of them together. */
export function TaxonomyRow(props: RowProps): ReactNode {
  const { row, model, historyTitle, isOpen, level, unfolded, value } = props;
  const { number } = row;
  const verdict =
    number.change?.verdict === 'better' || number.change?.verdict === 'worse' ? number.change.verdict : null;
  const classes = [
    value === undefined ? 'whole' : '',
    unfolded === null ? '' : 'parent',
    row.grey ? 'low' : '',
    isOpen ? 'open' : '',
  ];
  return (
    <tr
      role="row"
      className={classes.filter(Boolean).join(' ')}
      aria-level={level}
      {...(unfolded === null ? {} : { 'aria-expanded': unfolded })}
      {...(value === undefined ? {} : { 'data-value': value })}
    >
      <NameCell {...props} />
      <td role="gridcell" className="num x">
        <CellLink address={row.address} tab="rows" className="count" aria-label={sayRows(row)}>
          {formatCount(row.counted)}
        </CellLink>
      </td>
      <FigureCells row={row} model={model} />
      <td role="gridcell" className="chg">
        <VerdictChip change={number.change} unit={model.unit} />
      </td>
      <td role="gridcell" className="spk">
        {row.history && <Sparkline model={row.history} verdict={verdict} label={`${row.title}, ${historyTitle}`} />}
      </td>
    </tr>
  );
}

/** The name with its place in the tree; the lines say what it lies below. */
function NameCell({ row, level, unfolded, value, onFold }: RowProps): ReactNode {
  const isBare = unfolded === null && level === 1 && value !== undefined;
  return (
    <th role="rowheader" scope="row" className="name">
      {Array.from({ length: level - 1 }, (_, depth) => (
        <i key={depth} className="rail" aria-hidden="true" />
      ))}
      {isBare && <i className="nofold" aria-hidden="true" />}
      {unfolded !== null && <FoldButton title={row.title} unfolded={unfolded} onFold={onFold} />}
      <CellLink address={row.address} data-stop="">
        {row.title}
      </CellLink>
    </th>
  );
}

interface FoldProps extends Pick<RowProps, 'onFold'> {
  readonly title: string;
  readonly unfolded: boolean;
}

function FoldButton({ title, unfolded, onFold }: FoldProps): ReactNode {
  return (
    <button
      type="button"
      className="fold"
      aria-expanded={unfolded}
      aria-label={`Modes below ${title}`}
      onClick={onFold}
    />
  );
}

/** `12 rows of Tone`; of all together those that fail stand beside all that were looked at. */
function sayRows({ counted, number: { rows }, title }: BreakdownRowModel): string {
  const of = rows === counted ? '' : ` of ${formatCount(rows)}`;
  return `${formatCount(counted)}${of} ${plural(rows, 'row')} of ${title}`;
}

function FigureCells({ row, model }: Pick<RowProps, 'row' | 'model'>): ReactNode {
  const { said, bar, share, reason } = row;
  const { value, lower, upper } = row.written;
  const { unit, digits } = model;
  const interval = lower === null || upper === null ? '' : `, 95 % interval ${formatInterval(lower, upper, unit)}`;
  return (
    <>
      <td role="gridcell" className="num val">
        {value === null ? (
          <span className="dim" title={reason ?? undefined}>
            {said}
          </span>
        ) : (
          <>
            {formatFigure(value, unit, digits)}
            <span className="unit narrow"> {model.scale.unit.sign}</span>
          </>
        )}
      </td>
      <td role="gridcell" className="bar">
        {bar && value !== null && <IntervalBar model={bar} label={`${formatValue(value, unit, digits)}${interval}`} />}
      </td>
      {model.hasShares && (
        <td role="gridcell" className="num shr">
          {share === null ? '' : formatFigure(share, 'percent', share === 1 ? 0 : 1)}
        </td>
      )}
    </>
  );
}
