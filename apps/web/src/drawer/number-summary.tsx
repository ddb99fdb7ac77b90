import { chanceText, countOf } from '@assay/contract';
import type { ReactNode } from 'react';
import { formatDay, formatRange, inRange } from '../number/dates.ts';
import type { PanelInput } from '../gql/types.ts';
import type { Quantity } from '../number/format.ts';
import {
  columnDigits,
  formatAmount,
  formatBounds,
  formatCount,
  formatDifference,
  formatInterval,
  formatSum,
  formatTrend,
  formatValue,
  hasBounds,
  none,
} from '../number/format.ts';
import { unitOf } from '../number/unit.ts';
import type { NumberModel } from '../number/number-model.ts';
import { isWeighted, writtenChangeOf, writtenOf } from '../number/number-model.ts';
import { StatusMark } from '../number/status-mark.tsx';
import { VerdictChip } from '../number/verdict-chip.tsx';
import { whyNot } from '../number/why-not.ts';
import { dayRange, toDay } from '../state/period.ts';
import { intervalWords, upperFirst, words } from '../words.ts';

interface SummaryProps {
  readonly number: NumberModel;
  readonly input: PanelInput;
  /** Everything is counted: it needs no interval. */
  readonly isFullCount: boolean;
}

/** The figure with all that makes it trustworthy. */
export function NumberSummary({ number, input, isFullCount }: SummaryProps): ReactNode {
  const why = whyNot(number);
  const digits = columnDigits(number.lower, number.upper, number.unit);
  const { value } = writtenOf(number);
  return (
    <>
      {why === null && value !== null ? (
        <p className="fig">
          <b>{formatValue(value, number.unit, digits)}</b>
          <VerdictChip change={number.change} unit={number.unit} />
        </p>
      ) : (
        <p className="fig said">{why}</p>
      )}
      <dl className="facts">
        <Basics
          number={number}
          shown={why === null}
          isRest={input.compare?.kind === 'rest'}
          isFullCount={isFullCount}
        />
        <Parts number={number} why={why} digits={digits} />
      </dl>
      {number.caveats.length > 0 && (
        <ul className="caveats" aria-label="What to know">
          {number.caveats.map(({ code, count, text }) => (
            <li key={code}>
              <span>{upperFirst(text)}</span>
              {count !== null && <span className="num">{formatCount(count)}</span>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface BasicsProps {
  readonly number: NumberModel;
  readonly shown: boolean;
  /** Whether it is compared with the other values beside it. */
  readonly isRest: boolean;
  readonly isFullCount: boolean;
}

function Basics({ number, shown, isRest, isFullCount }: BasicsProps): ReactNode {
  const { unit, interval, bucket } = number;
  const { lower, upper } = writtenOf(number);
  const range = dayRange({ from: bucket.start, to: bucket.end });
  const state = bucket.partial
    ? ', not a whole period'
    : bucket.provisional
      ? ', provisional: rows can still change'
      : '';
  return (
    <>
      <Row name="Period">
        {formatRange(range)}
        {state}
      </Row>
      <Row name="Counted">{sayCounted(number)}</Row>
      {shown && (
        <Row name="Interval">
          {lower === null || upper === null
            ? sayNoInterval(isFullCount)
            : `${formatInterval(lower, upper, unit)}; ${intervalWords[interval ?? ''] ?? '95 %'}`}
        </Row>
      )}
      <Bounds number={number} />
      <HeldWith number={number} />
      <Trend number={number} />
      <Unconverted number={number} />
      <Compared number={number} isRest={isRest} />
      <Boundary number={number} />
      <AddsToAll number={number} />
    </>
  );
}

/** What is wanted, whether it is so, and how likely. */
function Bounds({ number: { target, unit, chanceMet, verdict } }: { readonly number: NumberModel }): ReactNode {
  if (!target || !hasBounds(target)) return null;
  return (
    <Row name="Target">
      <span className="before">
        {formatBounds(target, unit)}, in force since {formatDay(toDay(target.validFrom))}
        {target.proposed && ', a proposal'}
        {chanceMet !== null && `; ${chanceText(chanceMet).replace(' %', '\u00a0%')} to be met`}
      </span>
      <StatusMark verdict={verdict} />
    </Row>
  );
}

/** The other metric that the target holds with. */
function HeldWith({ number: { notWorse } }: { readonly number: NumberModel }): ReactNode {
  if (!notWorse) return null;
  return (
    <Row name="Held with">
      <span className="before">{notWorse.text}</span>
      <StatusMark verdict={notWorse.verdict} />
    </Row>
  );
}

/** The trend that is wanted, and what the last finished periods say of it. */
function Trend({ number: { target, trend } }: { readonly number: NumberModel }): ReactNode {
  const wanted = target?.trend;
  if (!wanted) return null;
  return (
    <Row name="Trend">
      <span className="before">
        wanted {formatTrend(wanted)}, since {formatDay(toDay(wanted.validFrom))}
        {wanted.proposed && ', a proposal'}
        {trend && `; ${trend.text}`}
      </span>
      <StatusMark verdict={trend?.verdict ?? 'not_judged'} />
    </Row>
  );
}

/** Amounts that could not be made part of the number. */
function Unconverted({ number: { unconverted } }: { readonly number: NumberModel }): ReactNode {
  if (unconverted.length === 0) return null;
  const amounts = unconverted.map(({ currency, amount }) => `${formatAmount(amount)} ${currency}`);
  return <Row name="Beside it">{amounts.join(', ')}, without an exchange rate</Row>;
}

const sayNoInterval = (isFullCount: boolean): string =>
  isFullCount ? 'none: everything is counted' : 'none for this number';

/**
 * What a reader can count. Where rows stand for more than themselves, or a case has several, the rate is not the one
 * count over the other, and it says so.
 */
function sayCounted(number: NumberModel): string {
  const { numerator, denominator, numeratorRows, rows, n, unit } = number;
  const { of, isShare } = unitOf(unit);
  if (of) return `${formatSum(numerator)} ${of[0]} in ${formatSum(denominator)} ${of[1]}; ${countOf(rows, 'row')}`;
  if (!isShare) {
    const all = countOf(rows, 'row');
    return rows === n ? all : `${all}, n ${formatCount(n)}`;
  }
  // Of a mode of failing the rows are those that fail in it; it is a share of what was examined.
  const isOfExamined = numeratorRows === rows && n > rows;
  const counted = `${formatCount(numeratorRows)} of ${countOf(isOfExamined ? n : rows, 'row')}`;
  if (isWeighted(number)) return `${counted}, weighted by how they were sampled`;
  return rows === n || isOfExamined
    ? counted
    : `${counted}; by case ${formatSum(numerator)} of ${formatSum(denominator)}`;
}

function Compared({ number: { change, unit }, isRest }: Pick<BasicsProps, 'number' | 'isRest'>): ReactNode {
  if (!change) return null;
  const { comparedRange, comparedN } = change;
  const { comparedValue, lower, upper } = writtenChangeOf(change);
  const value = comparedValue === null ? 'no value' : formatValue(comparedValue, unit, columnDigits(null, null, unit));
  const when = isRest ? ' in all others beside it' : comparedRange ? ` ${inRange(dayRange(comparedRange))}` : '';
  const spread =
    lower === null || upper === null
      ? ''
      : `; difference ${formatInterval(lower, upper, unit)} ${unitOf(unit).inWords}`.trimEnd();
  return (
    <Row name="Against">
      {value}
      {when}, n {formatCount(comparedN)}
      {spread}
    </Row>
  );
}

/** The other side of the same boundary, which went the other way. */
function Boundary({ number: { change } }: { readonly number: NumberModel }): ReactNode {
  if (!change?.boundary) return null;
  return <Row name="Other side">{change.boundary.text}</Row>;
}

/** What a slice adds to the change of all slices together. */
function AddsToAll({ number: { change, unit } }: { readonly number: NumberModel }): ReactNode {
  const contribution = change?.contribution;
  if (!contribution) return null;
  const { mixEffect, rateEffect, whole } = contribution;
  return (
    <Row name="Adds to all">
      {formatDifference(mixEffect + rateEffect, unit)} of {formatDifference(whole.difference, unit)}:{' '}
      {formatDifference(mixEffect, unit)} by its share of the rows, {formatDifference(rateEffect, unit)} by its own rate
    </Row>
  );
}

interface PartsProps {
  readonly number: NumberModel;
  /** Why the number is not shown; null where it is. */
  readonly why: string | null;
  readonly digits: number;
}

interface FigureProps {
  readonly title: string;
  readonly value: Quantity | null;
  readonly unit: string;
}

/** A figure that stands beside the value and has no rows of its own. */
function Figure({ title, value, unit }: FigureProps): ReactNode {
  return <Row name={title}>{value === null ? none : formatValue(value, unit, unitOf(unit).digits)}</Row>;
}

function Parts({ number, why, digits }: PartsProps): ReactNode {
  // The one kind of rows that makes a value says no more than it.
  const parts = number.parts.length < 2 ? number.parts.filter(({ unit }) => unit !== null) : number.parts;
  const { isShare, isCounted } = unitOf(number.unit);
  return parts.map((part) => {
    const { id, title, unit, numeratorRows } = part;
    const { value, lower, upper } = writtenOf(part);
    if (unit !== null) return <Figure title={title} value={value} unit={unit} key={id} />;
    // An amount is known whether or not there is one to compare it with; a rate of few rows is not.
    const isShown = value !== null && (why === null || isCounted);
    const figure = isShown ? formatValue(value, number.unit, digits) : (why ?? words.noValue);
    const interval =
      isShown && lower !== null && upper !== null ? ` (${formatInterval(lower, upper, number.unit)})` : '';
    return (
      <Row name={title} key={id}>
        {isShare ? `${formatCount(numeratorRows)}, ${figure}${interval}` : `${figure}${interval}`}
      </Row>
    );
  });
}
