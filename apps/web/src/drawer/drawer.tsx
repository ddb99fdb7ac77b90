import type { ReactNode } from 'react';
import type { MetricDefinition } from '../gql/types.ts';
import type { PageContext } from '../panels/panel-kind.ts';
import type { Address } from '../state/address.ts';
import { SearchLink } from '../state/links.tsx';
import type { Search } from '../state/search.ts';
import { words } from '../words.ts';
import { DefinitionTab } from './definition-tab.tsx';
import { DrawerFrame } from './drawer-frame.tsx';
import type { Found } from './find-number.ts';
import { NumberAround } from './number-around.tsx';
import { NumberHistory } from './number-history.tsx';
import { isFullCount } from '../number/unit.ts';
import { NumberSummary } from './number-summary.tsx';
import { QueryChoice } from './query-choice.tsx';
import { QueryTab } from './query-tab.tsx';
import { RowsTab } from './rows-tab.tsx';
import { TabList } from './tab-list.tsx';

interface DrawerProps {
  readonly address: Address;
  readonly found: Found | null;
  /** Null for a drawer on a query alone. */
  readonly definition: MetricDefinition | null;
  readonly context: Pick<PageContext, 'catalogue' | 'asked'>;
  /** Dimensions that the page is filtered by. */
  readonly filters: readonly string[];
  /** What the drawer is on, said above its title. */
  readonly crumb: string;
  readonly tab: Search['tab'];
}

/** Everything behind one number: what it is, its rows, its query, its definition. */
export default function Drawer({ address, found, definition, context, filters, crumb, tab }: DrawerProps): ReactNode {
  const title = definition?.title ?? 'Query';
  return (
    <DrawerFrame title={title} crumb={crumb} toTabs={tab !== undefined}>
      {!found && <Gone text="This number is not on the page any more." />}
      {found && definition && (
        <>
          <p className="def">{definition.what}</p>
          {found.number ? (
            <NumberSummary
              number={found.number}
              input={found.input}
              isFullCount={isFullCount(definition.unit, definition.interval)}
            />
          ) : (
            <Gone text={sayGone(found)} />
          )}
          {found.history && <NumberHistory history={found.history} title={definition.title} />}
          {found.number && (
            <NumberAround
              key={JSON.stringify(address)}
              number={found.number}
              input={found.input}
              definition={definition}
              context={context}
              filters={filters}
            />
          )}
          <Behind address={address} found={found} definition={definition} catalogue={context.catalogue} tab={tab} />
        </>
      )}
      {found && !definition && (
        <>
          <QueryChoice address={address} catalogue={context.catalogue} />
          <QueryTab input={found.input} />
        </>
      )}
    </DrawerFrame>
  );
}

/** Why there is no number, and what to do, as the server says it. */
function sayGone({ missing }: Found): string {
  if (!missing) return `There is no such number here: ${words.noData}.`;
  return [missing.message, missing.hint].filter(Boolean).join(' ');
}

function Gone({ text }: { readonly text: string }): ReactNode {
  return (
    <p className="gone">
      {text} <SearchLink change={{ cell: undefined, tab: undefined }}>{words.close}</SearchLink>
    </p>
  );
}

interface BehindProps {
  readonly address: Address;
  readonly found: Found;
  readonly definition: MetricDefinition;
  readonly catalogue: readonly MetricDefinition[];
  readonly tab: Search['tab'];
}

function Behind({ address, found, definition, catalogue, tab }: BehindProps): ReactNode {
  // What cannot be asked has neither rows nor a query.
  const chosen = tab ?? (found.missing ? 'definition' : 'rows');
  return (
    <>
      <TabList chosen={chosen} rows={found.number?.rows ?? null} />
      <div role="tabpanel" id={`behind-${chosen}`} aria-labelledby={`tab-${chosen}`} className="behind">
        {chosen === 'rows' && (
          <RowsTab
            key={JSON.stringify([address, found.input])}
            address={address}
            input={found.input}
            metric={definition.id}
          />
        )}
        {chosen === 'query' && <QueryTab input={found.input} />}
        {chosen === 'definition' && <DefinitionTab definition={definition} catalogue={catalogue} />}
      </div>
    </>
  );
}
