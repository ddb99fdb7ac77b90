import type { ReactNode } from 'react';
import {
  briefDigits,
  formatBounds,
  formatCount,
  formatFigure,
  formatInterval,
  formatTarget,
  formatTrend,
  hasBounds,
  none,
} from '../../number/format.ts';
import { unitOf } from '../../number/unit.ts';
import { IntervalBar } from '../../number/interval-bar.tsx';
import type { NumberModel } from '../../number/number-model.ts';
import { isTrueChange, writtenOf } from '../../number/number-model.ts';
import { Sparkline } from '../../number/sparkline.tsx';
import { ProvisionalMark, StatusMark } from '../../number/status-mark.tsx';
import { VerdictChip } from '../../number/verdict-chip.tsx';
import { RetryButton } from '../retry-button.tsx';
import { nameRows } from '../../number/why-not.ts';
import { CellLink } from '../../state/links.tsx';
import { ownerWords, statusWords, words } from '../../words.ts';
import type { ScorecardRowModel } from './prepare.ts';
import { rowVerdict } from './prepare.ts';
import type { RowFigure } from './row-figure.ts';

interface RowProps {
  readonly row: ScorecardRowModel;
  readonly isOpen: boolean;
  readonly historyTitle: string;
}

/** One KPI: a line at a desk, two lines on a phone. */
export function ScorecardRow({ row, isOpen, historyTitle }: RowProps): ReactNode {
  const { figure } = row;
  const number = figure.kind === 'number' || figure.kind === 'said' ? figure.number : null;
  const truly = isTrueChange(number?.change ?? null);
  const className = [
    truly ? 'changed' : '',
    figure.kind === 'number' && figure.grey ? 'low' : '',
    isOpen ? 'open' : '',
  ];
  return (
    <tr role="row" className={className.filter(Boolean).join(' ')}>
      <th role="rowheader" scope="row">
        <CellLink address={row.address} data-stop="">
          {row.title}
        </CellLink>
      </th>
      <td role="cell" className="own">
        {ownerWords[row.owner] ?? row.owner}
      </td>
      {figure.kind === 'number' ? <Figures row={row} figure={figure} /> : <Said row={row} figure={figure} />}
      <td role="cell" className="chg">
        {figure.kind === 'number' && <VerdictChip change={figure.number.change} unit={figure.number.unit} />}
      </td>
      <TargetCell number={number} />
      <td role="cell" className="st">
        {figure.kind !== 'loading' && <StatusMark verdict={rowVerdict(row)} />}
      </td>
      <td role="cell" className="spk">
        {row.history && (
          <Sparkline
            model={row.history}
            verdict={verdictOf(number)}
            label={`${historyTitle}, the last one ${lastWords(number)}`}
          />
        )}
      </td>
    </tr>
  );
}

function verdictOf(number: NumberModel | null): 'better' | 'worse' | null {
  const verdict = number?.change?.verdict;
  return verdict === 'better' || verdict === 'worse' ? verdict : null;
}

function lastWords(number: NumberModel | null): string {
  if (!number || number.value === null) return words.noValue;
  const { sign } = unitOf(number.unit);
  return `${formatFigure(writtenOf(number).value ?? number.value, number.unit, briefDigits(number))} ${sign}`.trimEnd();
}

/** A count needs no interval, but is not full while some of it is not known. */
function withoutInterval({ partial }: NumberModel, isFull: boolean): string {
  if (partial) return words.knownInPart;
  return isFull ? words.fullCount : none;
}

interface FiguresProps {
  readonly row: ScorecardRowModel;
  readonly figure: Extract<RowFigure, { readonly kind: 'number' }>;
}

function Figures({ row, figure }: FiguresProps): ReactNode {
  const { number, bar } = figure;
  const digits = briefDigits(number);
  const { value, lower, upper } = writtenOf(number);
  return (
    <>
      <td role="cell" className="val">
        <CellLink address={row.address} className="figure" tabIndex={-1}>
          {value === null ? none : formatFigure(value, number.unit, digits)}
        </CellLink>
      </td>
      <td role="cell" className="u">
        <span className="unit">{unitOf(number.unit).sign}</span>
        {number.bucket.provisional && <ProvisionalMark />}
      </td>
      <td role="cell" className="ci">
        {lower === null || upper === null
          ? withoutInterval(number, row.isFullCount)
          : formatInterval(lower, upper, number.unit)}
      </td>
      <td role="cell" className="bar">
        {bar && <IntervalBar model={bar} label={sayBar(number)} />}
      </td>
      <CountCell row={row} number={number} />
    </>
  );
}

/** What the bar shows, for those who cannot see it: the number inside its interval, against its target. */
function sayBar(number: NumberModel): string {
  const { unit, target } = number;
  const { lower, upper } = writtenOf(number);
  const interval = lower === null || upper === null ? 'no interval' : `interval ${formatInterval(lower, upper, unit)}`;
  return target ? `${interval}, target ${formatTarget(target, unit)}` : interval;
}

function CountCell({ row, number }: { readonly row: ScorecardRowModel; readonly number: NumberModel }): ReactNode {
  return (
    <td role="cell" className="n">
      <CellLink address={row.address} tab="rows" className="count" aria-label={nameRows(number, row.title)}>
        {formatCount(number.n)}
      </CellLink>
    </td>
  );
}

interface SaidProps {
  readonly row: ScorecardRowModel;
  readonly figure: Exclude<RowFigure, { readonly kind: 'number' }>;
}

/**
 * A row without a number says why, and offers one thing to do. The words run over the empty cells beside them: a cell
 * that spans columns would bring back those that a narrow page hides.
 */
function Said({ row, figure }: SaidProps): ReactNode {
  const number = figure.kind === 'said' ? figure.number : null;
  return (
    <>
      <td role="cell" className="off">
        <span className={number ? 'why' : 'why long'}>
          {figure.kind === 'loading' && <span className="skel" />}
          {figure.kind === 'said' && (
            <>
              {figure.text} <CellLink address={row.address}>Why</CellLink>
            </>
          )}
          {figure.kind === 'failed' && (
            <>
              <span className="err">{figure.text}</span> <RetryButton />
            </>
          )}
        </span>
      </td>
      <td role="cell" className="u" />
      <td role="cell" className="ci" />
      <td role="cell" className="bar" />
      {number ? <CountCell row={row} number={number} /> : <td role="cell" className="n" />}
    </>
  );
}

function TargetCell({ number }: { readonly number: NumberModel | null }): ReactNode {
  if (!number?.target) return <td role="cell" className="tgt" />;
  const { target, trend, unit } = number;
  const isBeside = hasBounds(target);
  return (
    <td role="cell" className="tgt">
      {isBeside ? formatBounds(target, unit) : formatTarget(target, unit)}
      {target.proposed && <span className="unit">proposed</span>}
      {isBeside && target.trend && trend && (
        <span className="unit going">
          {formatTrend(target.trend)}: {statusWords[trend.verdict] ?? trend.verdict}
        </span>
      )}
    </td>
  );
}
