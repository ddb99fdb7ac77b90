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
import { plural } from '../words.ts';
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
  const [{ data, error }] = useQuery({
    query: panelsDocument,
    variables: { requests },
    pause: requests.length === 0,
  });
  if (requests.length === 0) return null;
  if (error) return <p className="gone">What lies around this number could not be asked: {failureOf(error).message}</p>;
  if (!data) return <div className="skeleton around" />;
  const answers = data.panels;
  const worst = worstSlices(
    slices.map(({ dimension }, index) => ({ dimension, answer: answers[index] })),
    number,
    definition,
  );
  const moved = kin ? kinNumbers(answers[slices.length]) : [];
  return (
    <>
      {worst && (
        <Numbers
          title="Worst slices"
          note={`against the rest, adjusted for ${formatCount(worst.looks)} ${plural(worst.looks, 'look')}`}
          head="Slice"
          lines={worst.lines.map((line) => ({ ...line, under: line.dimension }))}
        />
      )}
      {moved.length > 0 && (
        <Numbers
          title="Moves with it"
          note={sayDays(number, asked.compare?.kind === 'last_year')}
          head="Metric"
          lines={moved.map((each) => ({
            title: catalogue.find(({ id }) => id === each.metric)?.title ?? each.metric,
            under: null,
            number: each,
          }))}
        />
      )}
    </>
  );
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
            {[head, 'Counted', unitOf(lines[0]?.number.unit ?? 'percent').sign, 'Verdict'].map((each, index) => (
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

/** A number on two lines: what it is, and how sure that is. */
function NumberLine({ line: { title, under, number } }: { readonly line: Line }): ReactNode {
  const { value, lower, upper, unit, numeratorRows, rows } = number;
  return (
    <tr role="row">
      <th role="rowheader" scope="row" className="name">
        {title}
        {under && <small>{under}</small>}
      </th>
      <td role="cell" className="num dim">
        {unitOf(unit).isShare ? `${formatCount(numeratorRows)} of ${formatCount(rows)}` : formatCount(rows)}
      </td>
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
