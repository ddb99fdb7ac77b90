import type { ReactNode } from 'react';
import { words } from '../words.ts';
import { usePageQuery } from './page-query.ts';
import { useNow } from './use-now.ts';

const patienceMs = 2_000;

/** While the page's request runs: nothing at first, then that old values stand, after 2 s for how long, with Cancel. */
export function Progress({ updating }: { readonly updating: boolean }): ReactNode {
  const { startedAt, cancel } = usePageQuery();
  const now = useNow(500, startedAt !== null);
  if (startedAt === null) return null;
  const elapsed = now - startedAt;
  return (
    <span className="progress">
      {updating && (
        <span className="updating">
          <span className="spin" aria-hidden="true" />
          {words.updating}
        </span>
      )}
      {elapsed >= patienceMs && (
        <>
          <span className="dim">{Math.floor(elapsed / 1000)} s</span>
          <button type="button" className="link" onClick={cancel}>
            {words.cancel}
          </button>
        </>
      )}
    </span>
  );
}
