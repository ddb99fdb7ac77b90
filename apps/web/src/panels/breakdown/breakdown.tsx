import type { Day } from '@assay/contract';
import type { ReactNode } from 'react';
import { Choice } from '../../controls/choice.tsx';
import { BreakNotes } from '../../number/break-notes.tsx';
import { MixNote } from '../../number/mix-note.tsx';
import { nameBuckets } from '../../number/dates.ts';
import { words } from '../../words.ts';
import { writeAddress } from '../../state/address.ts';
import { useSearchChange } from '../../state/links.tsx';
import { splitSearch } from '../../state/page-state.ts';
import { NumbersPanel } from '../numbers-panel.tsx';
import type { PanelProps } from '../panel-kind.ts';
import { definitionOf } from '../panel-kind.ts';
import { BreakdownHead } from './breakdown-head.tsx';
import { BreakdownRow } from './breakdown-row.tsx';
import type { BreakdownModel } from './prepare.ts';
import { prepareBreakdown } from './prepare.ts';
import { splitOf } from './questions.ts';
import { readSort, sortRows } from './sort.ts';

const rowHeight = 32;
/** How many slices to keep a place for, the whole among them, until the first answer says. */
const usualRows = 4;

/** One metric by one dimension: value, parts, change and history of each slice, on one scale. */
export function Breakdown({ spec, answers, context }: PanelProps<'BreakdownSpec'>): ReactNode {
  const split = splitOf(spec, context.asked);
  return (
    <NumbersPanel
      spec={spec}
      state={prepareBreakdown(spec, answers)}
      height={rowHeight * (1 + usualRows)}
      question="slices"
      title={titleOf({ spec, context, split })}
      actions={<SplitChoice spec={spec} context={context} />}
    >
      {(model) => (
        <>
          <BreakdownTable spec={spec} model={model} context={context} split={split} />
          <MixNote
            changes={model.rows.map(({ number }) => number.change)}
            unit={model.unit}
            split={splitTitle({ spec, context, split })}
          />
          {model.history && <BreakNotes ready={model.history} labelOf={labelIn(model)} />}
        </>
      )}
    </NumbersPanel>
  );
}

/** The page's own title names the page's own split; another split gets a title of its own. */
function titleOf(shared: Shared): string {
  const { spec, context, split } = shared;
  const definition = definitionOf(context.catalogue, spec.metric);
  return split === spec.by ? spec.title : `${definition?.title ?? spec.metric} by ${splitTitle(shared)}`;
}

function splitTitle({ spec, context, split }: Shared): string {
  const dimensions = definitionOf(context.catalogue, spec.metric)?.dimensions ?? [];
  return (dimensions.find(({ id }) => id === split)?.title ?? split).toLowerCase();
}

type Shared = Pick<PanelProps<'BreakdownSpec'>, 'spec' | 'context'> & { readonly split: string };

/** Shows what was chosen, even while the slices of the last choice still stand. */
function SplitChoice({ spec, context }: Omit<Shared, 'split'>): ReactNode {
  const change = useSearchChange();
  const dimensions = definitionOf(context.catalogue, spec.metric)?.dimensions ?? [];
  if (dimensions.length < 2) return null;
  return (
    <Choice
      name="by"
      className="quiet-choice caret"
      align="end"
      options={dimensions.map(({ id, title }) => ({ value: id, label: title.toLowerCase() }))}
      value={splitOf(spec, context.state)}
      onChoose={(by) =>
        change({ by: splitSearch(context.state, spec.id, by === spec.by ? null : by), cell: undefined })
      }
    />
  );
}

function BreakdownTable({ spec, model, context, split }: Shared & { readonly model: BreakdownModel }): ReactNode {
  const sort = readSort(context.search.sort, spec.id);
  const definition = definitionOf(context.catalogue, spec.metric);
  const historyTitle = nameBuckets(model.historyStarts as readonly Day[], model.historyGrain);
  return (
    <div className="scroller" role="region" aria-label={`${spec.title}, table`} tabIndex={0}>
      <table role="table" className={`data tree ${emptyColumns(model)}`}>
        <caption className="vh">{captionOf(spec.title, model)}</caption>
        <BreakdownHead
          panel={spec.id}
          sort={sort}
          model={model}
          title={definition?.dimensions.find(({ id }) => id === split)?.title ?? split}
          metric={definition?.title ?? spec.metric}
          historyTitle={historyTitle}
        />
        <tbody role="rowgroup">
          {sortRows(model.rows, sort).map((row) => {
            const key = writeAddress(row.address);
            return (
              <BreakdownRow
                key={key}
                row={row}
                model={model}
                historyTitle={historyTitle}
                isOpen={context.search.cell === key}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** A slice is called in a note as in its row. */
const labelIn =
  ({ rows }: BreakdownModel) =>
  (value: string | null): string =>
    rows.find(({ isTotal, number }) => !isTotal && number.by[0]?.value === value)?.title ?? value ?? words.notKnown;

function captionOf(title: string, { scale: { beside, unit } }: BreakdownModel): string {
  const value = beside === '95 % interval' ? 'value with interval' : 'value';
  return `${title}: rows, ${value}, ${unit.addsUp ? 'share, ' : ''}change and history`;
}

/** Columns in which no row has anything to show are left out. */
function emptyColumns({ compareRange, rows }: BreakdownModel): string {
  return [compareRange ? '' : 'no-change', rows.some(({ history }) => history !== null) ? '' : 'no-history'].join(' ');
}
