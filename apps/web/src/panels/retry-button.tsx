import type { ReactNode } from 'react';
import { words } from '../words.ts';
import { usePageQuery } from './page-query.ts';

/** Asks the page's numbers again. */
export function RetryButton({ className = 'link' }: { readonly className?: string }): ReactNode {
  const { retry } = usePageQuery();
  return (
    <button type="button" className={className} onClick={retry}>
      {words.retry}
    </button>
  );
}
