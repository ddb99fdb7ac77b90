import type { ReactNode } from 'react';
import { formatFigure } from '../../number/format.ts';
import { lowerFirst, upperFirst } from '../../words.ts';
import { countOut, placesOut } from '../heatmap/facts.ts';
import { HeatHead, HeatKey } from '../heatmap/heat-cell.tsx';
import type { HeatmapModel } from '../heatmap/prepare.ts';
import { NotReadyBody } from '../not-ready-body.tsx';
import { NumbersPanel } from '../numbers-panel.tsx';
import type { PanelProps } from '../panel-kind.ts';
import { definitionOf } from '../panel-kind.ts';
import { ParetoLine } from './pareto-line.tsx';
import type { ParetoModel } from './prepare.ts';
import { preparePareto } from './prepare.ts';
import { spreadQuestion } from './questions.ts';

const rowHeight = 30;
const usualRows = 10;

/** How a whole spreads over values: largest first, with the running sum; beside it how often each is, place by place. */
export function Pareto({ spec, answers, context }: PanelProps<'ParetoSpec'>): ReactNode {
  const definition = definitionOf(context.catalogue, spec.metric);
  const title = definition?.dimensions.find(({ id }) => id === spec.by)?.title ?? spec.by;
  return (
    <NumbersPanel
      spec={spec}
      state={preparePareto(spec, answers)}
      height={rowHeight * usualRows}
      question={spreadQuestion}
    >
      {(model) => (
        <>
          <Finding model={model} title={title} />
          <ParetoTable
            spec={spec}
            model={model}
            title={title}
            metric={definition?.title ?? spec.metric}
            open={context.search.cell ?? null}
          />
          <Rates spec={spec} model={model} context={context} />
        </>
      )}
    </NumbersPanel>
  );
}

interface TableProps extends Pick<PanelProps<'ParetoSpec'>, 'spec'> {
  readonly model: ParetoModel;
  /** Of the dimension. */
  readonly title: string;
  readonly metric: string;
  readonly open: string | null;
}

function ParetoTable({ spec, model, title, metric, open }: TableProps): ReactNode {
  const heat = model.heat?.kind === 'ready' ? model.heat.model : null;
  return (
    <div className="scroller" role="region" aria-label={`${spec.title}, table`} tabIndex={0}>
      <table role="table" className={heat ? 'data pareto heat wide' : 'data pareto'}>
        <caption className="vh">{`${spec.title}: share with interval, the sum down to each row, and its rank`}</caption>
        <ParetoHead title={title} metric={metric} heat={heat} />
        <tbody role="rowgroup">
          {model.rows.map((row) => (
            <ParetoLine key={row.key} row={row} most={model.most} heat={heat} open={open} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What the shades beside the shares are, or why there are none. */
function Rates({ spec, model: { heat }, context }: RatesProps): ReactNode {
  if (!heat || !spec.rates) return null;
  if (heat.kind !== 'ready') return <NotReadyBody state={heat} height={0} />;
  const rate = definitionOf(context.catalogue, spec.rates.metric);
  const across = rate?.dimensions.find(({ id }) => id === spec.rates?.columns)?.title ?? spec.rates.columns;
  return <HeatKey model={heat.model} name={rate?.title ?? 'Rate'} across={across} />;
}

interface RatesProps extends Pick<PanelProps<'ParetoSpec'>, 'spec' | 'context'> {
  readonly model: ParetoModel;
}

interface HeadProps {
  readonly title: string;
  readonly metric: string;
  readonly heat: HeatmapModel | null;
}

function ParetoHead({ title, metric, heat }: HeadProps): ReactNode {
  return (
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col" className="name">
          {title}
        </th>
        <th role="columnheader" scope="col" className="draw">
          {metric}
        </th>
        <th role="columnheader" scope="col" className="num val">
          %
        </th>
        <th role="columnheader" scope="col" className="num cum">
          Sum
        </th>
        <th role="columnheader" scope="col" className="num rank" title="The places that its 95 % interval leaves open">
          Rank
        </th>
        {heat?.columns.map((column) => (
          <HeatHead key={column.key} column={column} />
        ))}
      </tr>
    </thead>
  );
}

/** The finding, where there is one: few values that make most of the whole, and how many places stand out. */
function Finding({ model, title }: { readonly model: ParetoModel; readonly title: string }): ReactNode {
  const { few, heat, rows } = model;
  const parts = [
    ...(few ? [sayFew(few, rows.length, title)] : []),
    ...(heat?.kind === 'ready' ? [sayOutOf(heat.model, rows)] : []),
  ];
  return parts.length > 0 && <p className="finding">{parts.join(' ')}</p>;
}

/** Of the rows shown alone. */
function sayOutOf(heat: HeatmapModel, rows: ParetoModel['rows']): string {
  const shown = heat.rows.filter(({ key }) => rows.some((row) => row.key === key && row.interval !== null));
  const said = countOut(placesOut({ ...heat, rows: shown }, '').length, heat.looks);
  return said === null ? '' : `${upperFirst(said)}.`;
}

function sayFew({ count, share }: NonNullable<ParetoModel['few']>, of: number, dimension: string): string {
  return `${count} of ${of} ${lowerFirst(dimension)}s make ${formatFigure(share, 'percent', 0)} % of all.`;
}
