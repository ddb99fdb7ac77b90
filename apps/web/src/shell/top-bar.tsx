import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Freshness, PageLink } from '../gql/types.ts';
import { dataPage, homePage } from '../state/path.ts';
import { words } from '../words.ts';
import { FreshnessNote } from './freshness-note.tsx';
import { ThemeToggle } from './theme-toggle.tsx';

interface TopBarProps {
  readonly pages: readonly PageLink[];
  readonly current: string;
  readonly freshness: Freshness | null;
}

/** Where one is, where one can go, how fresh the data is. */
export function TopBar({ pages, current, freshness }: TopBarProps): ReactNode {
  return (
    <header className="top">
      <Link className="brand" to="/" search={{}}>
        <Logo />
        {words.product}
      </Link>
      <nav className="tabs" aria-label="Pages">
        {pages
          .toSorted((a, b) => a.order - b.order)
          .map((page) => (
            <PageTab key={page.id} page={page} isCurrent={page.id === current} />
          ))}
      </nav>
      <div className="end">
        {freshness && <FreshnessNote freshness={freshness} hasPage={pages.some(({ id }) => id === dataPage)} />}
        <ThemeToggle />
      </div>
    </header>
  );
}

function PageTab({ page, isCurrent }: { readonly page: PageLink; readonly isCurrent: boolean }): ReactNode {
  const current = isCurrent ? ({ 'aria-current': 'page' } as const) : {};
  return page.id === homePage ? (
    <Link to="/" search={{}} {...current}>
      {page.title}
    </Link>
  ) : (
    <Link to="/$page" params={{ page: page.id }} search={{}} {...current}>
      {page.title}
    </Link>
  );
}

function Logo(): ReactNode {
  return (
    <svg width="16" height="16" aria-hidden="true">
      <path d="M1 15 8 1l7 14" fill="none" stroke="currentColor" strokeWidth="2.5" />
      <path d="M4.5 10.5h7" className="logo-bar" strokeWidth="2.5" />
    </svg>
  );
}
