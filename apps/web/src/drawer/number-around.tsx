import { countOf } from '@assay/contract';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { useQuery } from 'urql';
import { failureOf } from '../gql/client.ts';
import { panelsDocument } from '../gql/panels-document.ts';
import type { MetricDefinition, PanelInput } from '../gql/types.ts';
import { formatRange } from '../number/dates.ts';
import { columnDigits, formatCount, formatFigure, formatInterval } from '../number/format.ts';
import type { NumberModel } from '../number/number-model.ts';
import { unitOf } from '../number/unit.ts';
import { VerdictChip } from '../number/verdict-chip.tsx';
import { whyNot } from '../number/why-not.ts';
import type { PageContext } from '../panels/panel-kind.ts';
import { dayRange } from '../state/period.ts';
import type { WorstSlices } from './around.ts';
import { kinNumbers, questionsAround, worstSlices } from './around.ts';

interface AroundProps {
  readonly number: NumberModel;
  readonly input: PanelInput;
  readonly definition: MetricDefinition;
  readonly context: Pick<PageContext, 'catalogue' | 'asked'>;
  /** Dimensions that the page is filtered by. */
  readonly filters: readonly string[];
}

/** Where a number is worst, and what its kin did in the same days: asked when the drawer opens, all in one request. */
export function NumberAround({ number, input, definition, context, filters }: AroundProps): ReactNode {
  const { catalogue, asked } = context;
  const { slices, kin } = useMemo(
    () => questionsAround({ number, input, definition, catalogue, filters, compare: asked.compare }),
    [number, input, definition, catalogue, filters, asked],
  );
  const requests = [...slices.map((slice) => slice.input), ...(kin ? [kin] : [])];
  const [{ data, error }] = useQuery({ query: panelsDocument, variables: { requests }, pause: requests.length === 0 });
  if (requests.length === 0) return null;
  if (error) return <p className="gone">What lies around this number could not be asked: {failureOf(error).message}</p>;
  if (!data) return <div className="skeleton around" />;
  const answered = slices.map(({ dimension }, index) => ({ dimension, answer: data.panels[index] }));
  const moved = kin ? kinNumbers(data.panels[slices.length]) : [];
  const isYear = asked.compare?.kind === 'last_year';
  return (
    <>
      <Worst found={worstSlices(answered, number, definition)} />
      <Moved numbers={moved} catalogue={catalogue} note={sayDays(number, isYear)} />
    </>
  );
}

function Worst({ found }: { readonly found: WorstSlices | null }): ReactNode {
  if (!found) return null;
  const note = `against the rest, ${formatCount(found.looks)} compared at once`;
  const lines = found.lines.map((line) => ({ ...line, under: line.dimension }));
  return <Numbers title="Worst slices" note={note} head="Slice" lines={lines} />;
}

interface MovedProps extends Pick<PageContext, 'catalogue'> {
  readonly numbers: readonly NumberModel[];
  readonly note: string;
}

function Moved({ numbers, catalogue, note }: MovedProps): ReactNode {
  if (numbers.length === 0) return null;
  const nameOf = (metric: string): string => catalogue.find(({ id }) => id === metric)?.title ?? metric;
  const lines = numbers.map((number) => ({ title: nameOf(number.metric), under: null, number }));
  return <Numbers title="Moves with it" note={note} head="Metric" lines={lines} />;
}

const sayDays = ({ bucket }: NumberModel, isYear: boolean): string =>
  `${formatRange(dayRange({ from: bucket.start, to: bucket.end }))}, ${isYear ? 'on a year earlier' : 'on the days before'}`;

interface Line {
  readonly title: string;
  readonly under: string | null;
  readonly number: NumberModel;
}

interface NumbersProps {
  readonly title: string;
  readonly note: string;
  readonly head: string;
  readonly lines: readonly Line[];
}

function Numbers({ title, note, head, lines }: NumbersProps): ReactNode {
  return (
    <>
      <h3>
        {title} <small>{note}</small>
      </h3>
      <table role="table" className="data around-table">
        <caption className="vh">{`${title}, ${note}`}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {[head, signOf(lines), 'Verdict'].map((each, index) => (
              <th role="columnheader" scope="col" key={each} className={index === 0 ? 'name' : 'num'}>
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {lines.map((line) => (
            <NumberLine key={`${line.under} ${line.title}`} line={line} />
          ))}
        </tbody>
      </table>
    </>
  );
}

/** The sign that all lines share. */
function signOf(lines: readonly Line[]): string {
  const signs = new Set(lines.map(({ number }) => unitOf(number.unit).sign));
  const [sign = ''] = signs;
  return signs.size === 1 && sign !== '' ? sign : 'Value';
}

/** A number on two lines: what it is and of how many, what it is worth and how sure that is. */
function NumberLine({ line: { title, under, number } }: { readonly line: Line }): ReactNode {
  const { value, lower, upper, unit } = number;
  return (
    <tr role="row">
      <th role="rowheader" scope="row" className="name">
        {title}
        <small>{[...(under ? [under] : []), sayCounted(number)].join(', ')}</small>
      </th>
      <td role="cell" className="num">
        {value === null ? (
          <span className="dim">{whyNot(number)}</span>
        ) : (
          formatFigure(value, unit, columnDigits(lower, upper, unit))
        )}
        {lower !== null && upper !== null && <small>{formatInterval(lower, upper, unit)}</small>}
      </td>
      <td role="cell" className="num">
        <VerdictChip change={number.change} unit={unit} />
      </td>
    </tr>
  );
}

/** `23 of 1,018`: of a rate whose rows are those that fail alone, what was examined is its n. */
function sayCounted({ unit, numeratorRows, rows, n }: NumberModel): string {
  const of = formatCount(Math.max(rows, n));
  return unitOf(unit).isShare ? `${formatCount(numeratorRows)} of ${of}` : countOf(Math.max(rows, n), 'row');
}
