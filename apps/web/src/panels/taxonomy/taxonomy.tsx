import type { Day } from '@assay/contract';
import type { ReactNode } from 'react';
import { BreakNotes } from '../../number/break-notes.tsx';
import { nameBuckets, nameRange } from '../../number/dates.ts';
import { columnTitle } from '../../number/unit.ts';
import { writeAddress } from '../../state/address.ts';
import { useSearchChange } from '../../state/links.tsx';
import { dayRange } from '../../state/period.ts';
import { ScaleHead, SortHead } from '../breakdown/breakdown-head.tsx';
import type { Sort, SortColumn } from '../breakdown/sort.ts';
import type { BreakdownRowModel } from '../breakdown/prepare.ts';
import { readSort } from '../breakdown/sort.ts';
import { NumbersPanel } from '../numbers-panel.tsx';
import type { PanelProps } from '../panel-kind.ts';
import { definitionOf } from '../panel-kind.ts';
import { foldSearch, readFolds } from './fold.ts';
import type { TaxonomyModel } from './prepare.ts';
import { linesOf, prepareTaxonomy } from './prepare.ts';
import { TaxonomyRow } from './taxonomy-row.tsx';
import { onTreeKey } from './tree-keys.ts';

const rowHeight = 32;
/** How many values to keep a place for until the first answer says. */
const usualRows = 14;

/** A rate by a dimension whose values are a tree: how often each is, what it is of the whole, its change and history. */
export function Taxonomy({ spec, answers, context }: PanelProps<'TaxonomySpec'>): ReactNode {
  return (
    <NumbersPanel
      spec={spec}
      state={prepareTaxonomy(spec, answers)}
      height={rowHeight * (1 + usualRows)}
      question="slices"
    >
      {(model) => (
        <>
          {model.together !== null && <p className="finding">{model.together}.</p>}
          <TaxonomyTable spec={spec} model={model} context={context} />
          {model.history && <BreakNotes ready={model.history} />}
        </>
      )}
    </NumbersPanel>
  );
}

type TableProps = Pick<PanelProps<'TaxonomySpec'>, 'spec' | 'context'> & { readonly model: TaxonomyModel };

function TaxonomyTable({ spec, model, context }: TableProps): ReactNode {
  const change = useSearchChange();
  const sort = readSort(context.search.sort, spec.id);
  const folded = readFolds(context.search.fold, spec.id);
  const lines = linesOf(model.branches, { sort, folded });
  const historyTitle = nameBuckets(model.historyStarts as readonly Day[], model.historyGrain);
  const fold = (value: string, isFolded: boolean): void =>
    change({ fold: foldSearch(context.search.fold, { panel: spec.id, value }, isFolded) }, { replace: true });
  const shared = { model, historyTitle };
  const isOpen = ({ address }: BreakdownRowModel): boolean => context.search.cell === writeAddress(address);
  return (
    <div className="scroller" role="region" aria-label={`${spec.title}, table`} tabIndex={0}>
      <table
        role="treegrid"
        className={['data taxonomy', model.compareRange ? '' : 'no-change', historyTitle ? '' : 'no-history'].join(' ')}
        onKeyDown={(event) => onTreeKey(event, lines, fold)}
      >
        <caption className="vh">{`${spec.title}: outputs, rate with interval, share, change and history`}</caption>
        <TaxonomyHead spec={spec} model={model} context={context} sort={sort} historyTitle={historyTitle} />
        <tbody role="rowgroup">
          {model.whole && (
            <TaxonomyRow {...shared} row={model.whole} isOpen={isOpen(model.whole)} level={1} unfolded={null} />
          )}
          {lines.map(({ branch, level }) => (
            <TaxonomyRow
              {...shared}
              key={branch.value}
              row={branch.row}
              isOpen={isOpen(branch.row)}
              level={level}
              unfolded={branch.below.length === 0 ? null : !folded.has(branch.value)}
              value={branch.value}
              onFold={() => fold(branch.value, !folded.has(branch.value))}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadProps extends TableProps {
  readonly sort: Sort | null;
  readonly historyTitle: string;
}

function TaxonomyHead({ spec, model, context, sort, historyTitle }: HeadProps): ReactNode {
  const definition = definitionOf(context.catalogue, spec.metric);
  const rows = definition?.factRows ?? 'rows';
  const head = (column: SortColumn, text: string, className: string): ReactNode => (
    <SortHead panel={spec.id} sort={sort} column={column} className={className}>
      {text}
    </SortHead>
  );
  return (
    <thead role="rowgroup">
      <tr role="row">
        {head('title', definition?.dimensions.find(({ id }) => id === spec.by)?.title ?? spec.by, 'name')}
        {head('counted', rows.charAt(0).toUpperCase() + rows.slice(1), 'num x')}
        {head('rate', columnTitle('Rate', model.unit), 'num val')}
        <th role="columnheader" scope="col" className="bar">
          {model.hasBars && <ScaleHead model={model} />}
        </th>
        {model.hasShares && head('share', 'Share, %', 'num shr')}
        {head('change', model.compareRange ? `Change on ${nameRange(dayRange(model.compareRange))}` : 'Change', 'chg')}
        <th role="columnheader" scope="col" className="spk">
          {historyTitle}
        </th>
      </tr>
    </thead>
  );
}
