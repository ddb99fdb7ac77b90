import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Freshness, PageLink, Viewer } from '../gql/types.ts';
import { ViewerNote } from '../sign-in/viewer-note.tsx';
import { dataPage, homePage } from '../state/path.ts';
import { words } from '../words.ts';
import { FreshnessNote } from './freshness-note.tsx';
import { Logo } from './logo.tsx';
import { ThemeToggle } from './theme-toggle.tsx';

interface TopBarProps {
  readonly pages: readonly PageLink[];
  readonly current: string;
  readonly freshness: Freshness | null;
  readonly viewer: Viewer | null;
}

/** Where one is, where one can go, how fresh the data is. */
export function TopBar({ pages, current, freshness, viewer }: TopBarProps): ReactNode {
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
        {viewer && <ViewerNote viewer={viewer} />}
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
