import type { ReactNode } from 'react';
import type { Pages } from '../gql/use-pages.ts';
import { words } from '../words.ts';

/** Why a page of a list did not come, and the way to ask for it again; nothing where none failed. */
export function ListFailed({
  list: { failure, more },
}: {
  readonly list: Pick<Pages<never>, 'failure' | 'more'>;
}): ReactNode {
  return (
    failure && (
      <div className="failed" role="alert">
        <p className="err">{failure.message}</p>
        {failure.hint && <p className="dim">{failure.hint}</p>}
        <button type="button" className="btn" onClick={more}>
          {words.retry}
        </button>
      </div>
    )
  );
}
