import type { ReactNode } from 'react';
import type { MetricDefinition } from '../../gql/types.ts';
import { formatCount, formatInterval } from '../../number/format.ts';
import { unitOf } from '../../number/unit.ts';
import { whyNot } from '../../number/why-not.ts';
import { writeAddress } from '../../state/address.ts';
import { CellLink } from '../../state/links.tsx';
import { words } from '../../words.ts';
import { PanelActions } from '../panel-actions.tsx';
import { PanelFrame } from '../panel-frame.tsx';
import type { PanelProps } from '../panel-kind.ts';
import { definitionOf } from '../panel-kind.ts';
import type { HeatmapCell, HeatmapModel, HeatmapRowModel } from './prepare.ts';
import { prepareHeatmap } from './prepare.ts';
import { cellQuestion } from './questions.ts';

/** One metric over two dimensions, as a table whose cells are shaded: it reads the same without the shade. */
export function Heatmap({ spec, answers, context }: PanelProps<'HeatmapSpec'>): ReactNode {
  const state = prepareHeatmap(spec, answers);
  const definition = definitionOf(context.catalogue, spec.metric);
  return (
    <PanelFrame
      id={spec.id}
      title={spec.title}
      note={spec.note}
      state={state}
      height={320}
      actions={<PanelActions panel={spec.id} question={cellQuestion} />}
    >
      {(model) => (
        <>
          <div className="scroller" role="region" aria-label={`${spec.title}, table`} tabIndex={0}>
            <HeatTable
              title={spec.title}
              corner={cornerOf(definition, spec.rows)}
              model={model}
              open={context.search.cell ?? null}
            />
          </div>
          <Legend model={model} />
        </>
      )}
    </PanelFrame>
  );
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
    <table role="table" className="data heat">
      <caption className="vh">{`${title}, in ${unitOf(model.unit).sign}, with the n of each line and column`}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" className="name">
            {corner}
          </th>
          <th role="columnheader" scope="col" className="num">
            n
          </th>
          {model.columns.map((column) => (
            <th role="columnheader" scope="col" className="wf" key={column.key}>
              {column.title}
              <small>{formatCount(column.n)}</small>
            </th>
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
      <td role="cell" className="num dim">
        {formatCount(row.n)}
      </td>
      {row.cells.map((cell, index) => (
        <Cell key={model.columns[index]?.key ?? index} cell={cell} open={open} />
      ))}
    </tr>
  );
}

function Cell({ cell, open }: { readonly cell: HeatmapCell; readonly open: string | null }): ReactNode {
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
  const interval =
    number.lower === null || number.upper === null
      ? ''
      : `${formatInterval(number.lower, number.upper, number.unit)}, `;
  return (
    <td role="cell" className={`h h${cell.step}${cell.grey ? ' low' : ''}${isOpen ? ' open' : ''}`}>
      <CellLink address={cell.address} title={`${interval}n ${formatCount(number.n)}`}>
        {cell.text}
      </CellLink>
    </td>
  );
}

function Legend({ model }: { readonly model: HeatmapModel }): ReactNode {
  return (
    <p className="key heat-key">
      <span>
        Rate, {unitOf(model.unit).sign}
        <span className="ramp" aria-hidden="true">
          {model.legend.map((from, step) => (
            <i key={from} className={`h${step}`} />
          ))}
        </span>
        {model.legend.join(', ')} and more
      </span>
      <span>{words.few}: fewer than 10 rows</span>
    </p>
  );
}
