import type { ReactNode } from 'react';
import { formatCount, formatFigure, formatInterval, formatValue } from '../../number/format.ts';
import { IntervalBar } from '../../number/interval-bar.tsx';
import { Sparkline } from '../../number/sparkline.tsx';
import { VerdictChip } from '../../number/verdict-chip.tsx';
import { nameRows } from '../../number/why-not.ts';
import { CellLink } from '../../state/links.tsx';
import type { BreakdownModel, BreakdownRowModel, FigureModel } from './prepare.ts';

interface RowProps {
  readonly row: BreakdownRowModel;
  readonly model: BreakdownModel;
  readonly historyTitle: string;
  readonly isOpen: boolean;
}

/** A slice: its number, the named parts of it beside each other, its change and history. */
export function BreakdownRow({ row, model, historyTitle, isOpen }: RowProps): ReactNode {
  const { change } = row.number;
  const verdict = change?.verdict === 'better' || change?.verdict === 'worse' ? change.verdict : null;
  const classes = [row.isTotal ? 'whole' : '', row.grey ? 'low' : '', isOpen ? 'open' : ''];
  const { isShare, addsUp } = model.scale.unit;
  return (
    <tr role="row" className={classes.filter(Boolean).join(' ')}>
      <th role="rowheader" scope="row">
        <CellLink address={row.address} data-stop="">
          {row.title}
        </CellLink>
      </th>
      <td role="cell" className="num k">
        <CellLink address={row.address} tab="rows" className="count" aria-label={nameRows(row.number, row.title)}>
          {formatCount(row.number.n)}
        </CellLink>
      </td>
      {isShare && (
        <td role="cell" className="num x">
          {formatCount(row.counted)}
        </td>
      )}
      <FigureCells figure={row} model={model} reason={row.reason} />
      {model.parts.map((part) => (
        <PartCells key={part.id} part={part} row={row} model={model} />
      ))}
      {addsUp && (
        <td role="cell" className="num shr">
          {row.share === null ? '' : formatFigure(row.share, 'percent', row.share === 1 ? 0 : 1)}
        </td>
      )}
      <td role="cell" className="chg">
        <VerdictChip change={change} unit={model.unit} />
      </td>
      <td role="cell" className="spk">
        {row.history && <Sparkline model={row.history} verdict={verdict} label={`${row.title}, ${historyTitle}`} />}
      </td>
    </tr>
  );
}

interface FigureProps {
  readonly figure: FigureModel;
  readonly model: BreakdownModel;
  /** Why there is no value, in full. */
  readonly reason: string | null;
}

function FigureCells({ figure, model, reason }: FigureProps): ReactNode {
  const { written, said, bar } = figure;
  const { sign } = model.scale.unit;
  return (
    <>
      <td role="cell" className="num val">
        {written.value === null ? (
          <span className="dim" title={reason ?? undefined}>
            {said}
          </span>
        ) : (
          <>
            {formatFigure(written.value, model.unit, model.digits)}
            {sign !== '' && <span className="unit narrow"> {sign}</span>}
          </>
        )}
      </td>
      <td role="cell" className="bar">
        {bar && <IntervalBar model={bar} label={sayBar(figure, model)} />}
      </td>
    </>
  );
}

interface PartProps {
  readonly part: BreakdownModel['parts'][number];
  readonly row: BreakdownRowModel;
  readonly model: BreakdownModel;
}

function PartCells({ part, row, model }: PartProps): ReactNode {
  const figure = row.parts.find(({ id }) => id === part.id);
  const value = figure?.written.value ?? null;
  return (
    <>
      <td role="cell" className="num part">
        {figure && value !== null && (
          <>
            <span className="unit narrow">{part.title} </span>
            {formatFigure(value, model.unit, model.digits)}
          </>
        )}
      </td>
      <td role="cell" className="bar part-bar">
        {figure?.bar && <IntervalBar model={figure.bar} label={sayBar(figure, model)} />}
      </td>
    </>
  );
}

/** What the bar shows, for those who cannot see it. */
function sayBar({ written: { value, lower, upper } }: FigureModel, { unit, digits }: BreakdownModel): string {
  const figure = value === null ? '' : formatValue(value, unit, digits);
  return lower === null || upper === null ? figure : `${figure}, 95 % interval ${formatInterval(lower, upper, unit)}`;
}
