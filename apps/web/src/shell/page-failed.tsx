import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { Failure } from '../gql/client.ts';
import { words } from '../words.ts';

interface PageFailedProps {
  readonly failure: Failure;
  readonly retry: () => void;
}

/** A page that could not be had: plain cause, and a way on. */
export function PageFailed({ failure, retry }: PageFailedProps): ReactNode {
  return (
    <main id="main" tabIndex={-1}>
      <div className="empty" role="alert">
        <h1 className="empty-title">{failure.message}</h1>
        {failure.hint && <p>{failure.hint}</p>}
        <p className="acts">
          {failure.code === 'PAGE_UNKNOWN' ? (
            <Link className="btn" to="/" search={{}}>
              Go to the first page
            </Link>
          ) : (
            <button type="button" className="btn" onClick={retry}>
              {words.retry}
            </button>
          )}
        </p>
      </div>
    </main>
  );
}
