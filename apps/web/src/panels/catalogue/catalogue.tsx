import { countOf } from '@assay/contract';
import type { ReactNode } from 'react';
import { Choice } from '../../controls/choice.tsx';
import { targetsDocument } from '../../gql/inventory-documents.ts';
import type { MetricTarget } from '../../gql/types.ts';
import { usePages } from '../../gql/use-pages.ts';
import { formatCount } from '../../number/format.ts';
import { useSearchChange } from '../../state/links.tsx';
import { splitSearch } from '../../state/page-state.ts';
import { OwnPanel } from '../own-panel.tsx';
import type { PageContext, PanelProps } from '../panel-kind.ts';
import { MetricTable } from './metric-table.tsx';
import type { Grouping } from './prepare.ts';
import { groupings, prepareCatalogue } from './prepare.ts';
import { SearchBox, useFind } from './search-box.tsx';

/** Every metric with its one definition. The page knows what they mean; what is agreed about them is asked here. */
export function Catalogue({ spec, context }: PanelProps<'CatalogueSpec'>): ReactNode {
  const list = usePages({
    document: targetsDocument,
    from: () => ({}),
    pageOf: ({ targets }) => ({ targets, next: null }),
  });
  const count = context.catalogue.length;
  return (
    <>
      <p className="news">
        <b>{countOf(count, 'metric')}, each defined once.</b> Every page, file and command uses the definition that
        stands here.
      </p>
      <OwnPanel
        spec={spec}
        list={list}
        stateOf={([{ targets }]) => ({ kind: 'ready', model: targets })}
        height={80 + count * 72}
        plain
      >
        {(targets) => <Searchable spec={spec} targets={targets} context={context} />}
      </OwnPanel>
    </>
  );
}

interface SearchableProps extends Pick<PanelProps<'CatalogueSpec'>, 'spec'> {
  readonly targets: readonly MetricTarget[];
  readonly context: PageContext;
}

const byWords: Readonly<Record<Grouping, string>> = { fact: 'what they count', owner: 'owner' };

function Searchable({ spec, targets, context: { catalogue, state, search } }: SearchableProps): ReactNode {
  const find = useFind(search.find ?? '');
  const change = useSearchChange();
  const chosen = state.by.get(spec.id);
  const by = groupings.find((grouping) => grouping === chosen) ?? 'fact';
  const groups = prepareCatalogue(catalogue, targets, { find: find.text, by });
  const found = groups.reduce((sum, group) => sum + group.metrics.length, 0);
  const setBy = (next: Grouping): void => change({ by: splitSearch(state, spec.id, next === 'fact' ? null : next) });
  return (
    <>
      <div className="keyrow finder">
        <SearchBox find={find} label="Search the metrics" />
        <Choice
          name="by"
          options={groupings.map((value) => ({ value, label: byWords[value] }))}
          value={by}
          onChoose={setBy}
        />
        <span className="dim small" role="status">
          {found === catalogue.length
            ? countOf(found, 'metric')
            : `${formatCount(found)} of ${countOf(catalogue.length, 'metric')}`}
        </span>
      </div>
      {found > 0 ? (
        <MetricTable spec={spec} groups={groups} by={by} open={search.cell ?? null} />
      ) : (
        <div className="empty">
          <p className="empty-title">No metric holds “{find.text}”.</p>
          <p>Names, definitions, exclusions, owners and splits are searched.</p>
          <button type="button" className="btn" onClick={() => find.set('')}>
            Show all metrics
          </button>
        </div>
      )}
    </>
  );
}
