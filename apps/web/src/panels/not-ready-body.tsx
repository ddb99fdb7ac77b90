import type { ReactNode } from 'react';
import { SearchLink } from '../state/links.tsx';
import type { SearchChange } from '../state/links.tsx';
import type { NotReady } from './panel-state.ts';
import { RetryButton } from './retry-button.tsx';

/** What to do about each kind of emptiness; null where only a person can help. */
const remedies: Readonly<Record<string, { readonly text: string; readonly change: SearchChange } | null>> = {
  no_data_in_range: { text: 'Show all data', change: { range: 'all' } },
  value_unknown: { text: 'Without these filters', change: { where: undefined } },
  sample_too_small: { text: 'Show the last 13 full weeks', change: { range: '13w' } },
  source_not_connected: null,
  no_access: null,
};

/** A panel without numbers: waiting, empty with its reason, or failed with its cause. */
export function NotReadyBody({ state, height }: { readonly state: NotReady; readonly height: number }): ReactNode {
  switch (state.kind) {
    case 'loading':
      return (
        <div className="skeleton" style={{ height }} role="status">
          <span className="vh">Loading</span>
        </div>
      );
    case 'empty': {
      const remedy = remedies[state.reason];
      return (
        <div className="empty">
          <p className="empty-title">{state.message}</p>
          <p>{state.hint}</p>
          {remedy && (
            <SearchLink className="btn" change={remedy.change}>
              {remedy.text}
            </SearchLink>
          )}
        </div>
      );
    }
    case 'failed':
      return (
        <div className="failed" role="alert">
          <p className="err">{state.message}</p>
          {state.hint && <p className="dim">{state.hint}</p>}
          <p className="acts">
            <RetryButton className="btn" />
            {state.queryId && <span className="dim small">query {state.queryId}</span>}
          </p>
        </div>
      );
  }
}
