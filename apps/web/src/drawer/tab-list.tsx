import type { KeyboardEvent, ReactNode } from 'react';
import { formatCount } from '../number/format.ts';
import { useSearchChange } from '../state/links.tsx';
import type { Search } from '../state/search.ts';

type Tab = NonNullable<Search['tab']>;
const tabs: readonly Tab[] = ['rows', 'query', 'definition'];

/** What stands behind a number, one at a time; arrow keys move between them. */
export function TabList({ chosen, rows }: { readonly chosen: Tab; readonly rows: number | null }): ReactNode {
  const change = useSearchChange();
  const titles: Readonly<Record<Tab, string>> = {
    rows: rows === null ? 'Rows' : `Rows (${formatCount(rows)})`,
    query: 'Query',
    definition: 'Definition',
  };
  const choose = (tab: Tab): void => change({ tab: tab === 'rows' ? undefined : tab });
  const step = (event: KeyboardEvent, tab: Tab): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length];
    if (by === 0 || !next) return;
    event.preventDefault();
    choose(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div className="seg" role="tablist" aria-label="Behind the number">
      {tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={`tab-${tab}`}
          aria-selected={tab === chosen}
          aria-controls={tab === chosen ? `behind-${tab}` : undefined}
          tabIndex={tab === chosen ? 0 : -1}
          onClick={() => choose(tab)}
          onKeyDown={(event) => step(event, tab)}
        >
          {titles[tab]}
        </button>
      ))}
    </div>
  );
}
