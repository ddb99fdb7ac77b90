import type { ReactNode } from 'react';
import { formatCount, formatFigure, formatInterval, formatValue } from '../../number/format.ts';
import { IntervalBar } from '../../number/interval-bar.tsx';
import { Sparkline } from '../../number/sparkline.tsx';
import { VerdictChip } from '../../number/verdict-chip.tsx';
import { nameRows } from '../../number/why-not.ts';
import { CellLink } from '../../state/links.tsx';
import type { BreakdownModel, BreakdownRowModel, PartRowModel } from './prepare.ts';

interface RowProps {
  readonly row: BreakdownRowModel;
  readonly model: BreakdownModel;
  readonly historyTitle: string;
  readonly isOpen: boolean;
  readonly unfolded: boolean;
  readonly onFold: () => void;
}

/** A slice, and under it the named parts of its number. */
export function BreakdownRows({ row, model, historyTitle, isOpen, unfolded, onFold }: RowProps): ReactNode {
  const { change } = row.number;
  const verdict = change?.verdict === 'better' || change?.verdict === 'worse' ? change.verdict : null;
  const level = row.isTotal ? 'l0' : row.parts.length > 0 ? 'l1' : 'l2 flat';
  return (
    <>
      <tr role="row" className={[level, row.grey ? 'low' : '', isOpen ? 'open' : ''].filter(Boolean).join(' ')}>
        <th role="rowheader" scope="row">
          {row.parts.length > 0 && <FoldButton title={row.title} unfolded={unfolded} onFold={onFold} />}
          <CellLink address={row.address} data-stop="">
            {row.title}
          </CellLink>
        </th>
        <td role="cell" className="num k">
          <CellLink address={row.address} tab="rows" className="count" aria-label={nameRows(row.number, row.title)}>
            {formatCount(row.number.n)}
          </CellLink>
        </td>
        <FigureCells figure={row} model={model} reason={row.reason} />
        <td role="cell" className="chg">
          <VerdictChip change={change} unit={model.unit} />
        </td>
        <td role="cell" className="spk">
          {row.history && <Sparkline model={row.history} verdict={verdict} label={`${row.title}, ${historyTitle}`} />}
        </td>
      </tr>
      {unfolded &&
        row.parts.map((part) => (
          <PartRow key={part.id} part={part} row={row} model={model} historyTitle={historyTitle} />
        ))}
    </>
  );
}

function FoldButton({
  title,
  unfolded,
  onFold,
}: {
  readonly title: string;
  readonly unfolded: boolean;
  readonly onFold: () => void;
}): ReactNode {
  return (
    <button type="button" className="fold" aria-expanded={unfolded} aria-label={`Parts of ${title}`} onClick={onFold} />
  );
}

interface PartRowProps {
  readonly part: PartRowModel;
  readonly row: BreakdownRowModel;
  readonly model: BreakdownModel;
  readonly historyTitle: string;
}

function PartRow({ part, row, model, historyTitle }: PartRowProps): ReactNode {
  return (
    <tr role="row" className={row.grey ? 'l2 low' : 'l2'}>
      <th role="rowheader" scope="row">
        <i aria-hidden="true" />
        <CellLink address={row.address}>
          {part.title}
          <span className="vh"> of {row.title}</span>
        </CellLink>
      </th>
      <td role="cell" className="num k" />
      <FigureCells figure={part} model={model} reason={row.reason} />
      <td role="cell" className="chg" />
      <td role="cell" className="spk">
        {part.history && (
          <Sparkline model={part.history} verdict={null} label={`${part.title} of ${row.title}, ${historyTitle}`} />
        )}
      </td>
    </tr>
  );
}

interface FigureProps {
  readonly figure: PartRowModel | BreakdownRowModel;
  readonly model: BreakdownModel;
  /** Why there is no value, in full. */
  readonly reason: string | null;
}

function FigureCells({ figure, model, reason }: FigureProps): ReactNode {
  const { value, said, bar, share } = figure;
  const { unit, digits, scale } = model;
  return (
    <>
      {scale.unit.isShare && (
        <td role="cell" className="num x">
          {formatCount(figure.counted)}
        </td>
      )}
      <td role="cell" className="num val">
        {value === null ? (
          <span className="dim" title={reason ?? undefined}>
            {said}
          </span>
        ) : (
          <>
            {formatFigure(value, unit, digits)}
            {scale.unit.sign !== '' && <span className="unit narrow"> {scale.unit.sign}</span>}
          </>
        )}
      </td>
      <td role="cell" className="bar">
        {bar && value !== null && <IntervalBar model={bar} label={sayBar(figure, model)} />}
      </td>
      {scale.unit.addsUp && (
        <td role="cell" className="num shr">
          {share === null ? '' : formatFigure(share, 'percent', share === 1 ? 0 : 1)}
        </td>
      )}
    </>
  );
}

/** What the bar shows, for those who cannot see it. */
function sayBar({ value, lower, upper }: PartRowModel | BreakdownRowModel, { unit, digits }: BreakdownModel): string {
  const figure = value === null ? '' : formatValue(value, unit, digits);
  return lower === null || upper === null ? figure : `${figure}, 95 % interval ${formatInterval(lower, upper, unit)}`;
}
