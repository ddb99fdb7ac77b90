import type { ReactNode } from 'react';
import type { MetricDefinition } from '../../gql/types.ts';
import { formatCount } from '../../number/format.ts';
import { unitOf } from '../../number/unit.ts';
import { NumbersPanel } from '../numbers-panel.tsx';
import type { PanelProps } from '../panel-kind.ts';
import { definitionOf } from '../panel-kind.ts';
import { upperFirst } from '../../words.ts';
import { countOut, placesOut } from './facts.ts';
import { HeatCell, HeatHead, HeatKey } from './heat-cell.tsx';
import type { HeatmapModel, HeatmapRowModel } from './prepare.ts';
import { prepareHeatmap } from './prepare.ts';
import { cellQuestion } from './questions.ts';

/** More of them take the whole width of the page. */
const fewColumns = 5;

/** One metric over two dimensions, as a table whose cells are shaded: it reads the same without the shade. */
export function Heatmap({ spec, answers, context }: PanelProps<'HeatmapSpec'>): ReactNode {
  const definition = definitionOf(context.catalogue, spec.metric);
  return (
    <NumbersPanel
      spec={spec}
      state={prepareHeatmap(spec, answers, definition?.good)}
      height={320}
      question={cellQuestion}
    >
      {(model) => (
        <>
          <Found model={model} metric={definition?.title ?? spec.metric} />
          <div className="scroller" role="region" aria-label={`${spec.title}, table`} tabIndex={0}>
            <HeatTable
              title={spec.title}
              corner={cornerOf(definition, spec.rows)}
              model={model}
              open={context.search.cell ?? null}
            />
          </div>
          <HeatKey model={model} across={cornerOf(definition, spec.columns)} />
        </>
      )}
    </NumbersPanel>
  );
}

/** The finding: how many cells stand out. */
function Found({ model, metric }: { readonly model: HeatmapModel; readonly metric: string }): ReactNode {
  const said = countOut(placesOut(model, metric).length, model.looks);
  return said && <p className="finding">{upperFirst(said)}.</p>;
}

function cornerOf(definition: MetricDefinition | null, dimension: string): string {
  return definition?.dimensions.find(({ id }) => id === dimension)?.title ?? dimension;
}

interface HeatTableProps {
  readonly title: string;
  readonly corner: string;
  readonly model: HeatmapModel;
  readonly open: string | null;
}

function HeatTable({ title, corner, model, open }: HeatTableProps): ReactNode {
  return (
    <table role="table" className={model.columns.length > fewColumns ? 'data heat wide' : 'data heat'}>
      <caption className="vh">{`${title}, in ${unitOf(model.unit).sign}, with the n of each line and column`}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" className="name">
            {corner}
          </th>
          <th role="columnheader" scope="col" className="num n">
            n
          </th>
          {model.columns.map((column) => (
            <HeatHead key={column.key} column={column} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {model.rows.map((row) => (
          <HeatRow key={row.key} row={row} model={model} open={open} />
        ))}
      </tbody>
    </table>
  );
}

function HeatRow({
  row,
  model,
  open,
}: {
  readonly row: HeatmapRowModel;
  readonly model: HeatmapModel;
  readonly open: string | null;
}): ReactNode {
  return (
    <tr role="row">
      <th role="rowheader" scope="row" className="name">
        {row.title}
      </th>
      <td role="cell" className="num n dim">
        {formatCount(row.n)}
      </td>
      {row.cells.map((cell, index) => (
        <HeatCell key={model.columns[index]?.key ?? index} cell={cell} open={open} />
      ))}
    </tr>
  );
}
