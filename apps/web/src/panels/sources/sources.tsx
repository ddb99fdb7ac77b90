import type { ReactNode } from 'react';
import { formatMoment } from '../../number/dates.ts';
import { formatCount } from '../../number/format.ts';
import { upperFirst } from '../../words.ts';
import { PanelFrame } from '../panel-frame.tsx';
import type { PanelProps } from '../panel-kind.ts';
import type { FactModel, SourceModel } from './prepare.ts';
import { prepareSources, sayBehind, sayDay } from './prepare.ts';

/** How far each fact of each source reaches. The page has it already: its top bar says the same in short. */
export function Sources({ spec, context }: PanelProps<'SourcesSpec'>): ReactNode {
  const state = prepareSources(context.freshness);
  return (
    <>
      {state.kind === 'ready' && (
        <p className="news">
          <b>{state.model.lead}</b> {state.model.rest}
        </p>
      )}
      <PanelFrame id={spec.id} title={spec.title} note={spec.note} state={state} height={240}>
        {({ sources }) => (
          <table role="table" className="data reach">
            <caption className="vh">{`${spec.title}: how far each fact reaches`}</caption>
            <thead role="rowgroup">
              <tr role="row">
                <Head name="source" title="Source" />
                <Head name="what" title="Data" />
                <Head name="through" title="Through" />
                <Head name="loaded" title="Loaded" />
                <Head name="num" title="Rows" />
              </tr>
            </thead>
            {sources.map((source) => (
              <SourceRows key={source.source} source={source} />
            ))}
          </table>
        )}
      </PanelFrame>
    </>
  );
}

function Head({ name, title }: { readonly name: string; readonly title: string }): ReactNode {
  return (
    <th role="columnheader" scope="col" className={name}>
      {title}
    </th>
  );
}

function SourceRows({ source: { source, facts } }: { readonly source: SourceModel }): ReactNode {
  return (
    <tbody role="rowgroup">
      {facts.map((fact, index) => (
        <tr role="row" key={fact.table}>
          {index === 0 && (
            <th role="rowheader" scope="rowgroup" rowSpan={facts.length} className="source">
              {source}
            </th>
          )}
          <FactCells fact={fact} />
        </tr>
      ))}
    </tbody>
  );
}

function FactCells({ fact }: { readonly fact: FactModel }): ReactNode {
  const { table, what, through, behind, loadedAt, rows } = fact;
  const kind = table.startsWith('fact_') ? 'a plan' : 'a list';
  return (
    <>
      <td role="cell" className="what">
        {upperFirst(what)}
      </td>
      <td role="cell" className="through">
        {through === null ? <span className="dim">{kind}, no last day</span> : sayDay(through)}
        {behind > 0 && <span className="unit">{sayBehind(behind)}</span>}
      </td>
      <td role="cell" className="loaded">
        <time dateTime={loadedAt}>{formatMoment(loadedAt)}</time>
      </td>
      <td role="cell" className="num">
        {formatCount(rows)}
      </td>
    </>
  );
}
