import type { ReactNode } from 'react';
import { SearchLink } from '../../state/links.tsx';
import type { Search } from '../../state/search.ts';
import { statusWords } from '../../words.ts';
import type { ScorecardModel } from './prepare.ts';
import { countVerdicts } from './prepare.ts';

interface StandingLineProps {
  readonly model: ScorecardModel;
  readonly status: string | null;
}

/** How the KPIs stand against their targets (each count filters the table), and the key to the marks. */
export function StandingLine({ model, status }: StandingLineProps): ReactNode {
  const counts = countVerdicts(model.groups.flatMap(({ rows }) => rows));
  return (
    <div className="keyrow">
      <p className="standing">
        <span>Targets:</span>
        {counts.map(({ verdict, count }) => (
          <SearchLink
            key={verdict}
            className="target-link"
            change={{ status: status === verdict ? undefined : (verdict as Search['status']) }}
            data-on={status === verdict ? '' : undefined}
          >
            {count} {statusWords[verdict] ?? verdict}
            {status === verdict && <span className="vh"> only, show all</span>}
          </SearchLink>
        ))}
        {status !== null && <SearchLink change={{ status: undefined }}>show all</SearchLink>}
      </p>
      <Key provisional={model.anyProvisional} />
    </div>
  );
}

function Key({ provisional }: { readonly provisional: boolean }): ReactNode {
  return (
    <p className="key">
      <span>
        <svg width="72" height="16" aria-hidden="true">
          <rect className="m-zone" x="0" y="1" width="30" height="14" />
          <path className="m-axis" d="M0 8H72" />
          <path className="m-target" d="M30 0V16" />
          <rect className="m-ci" x="38" y="5" width="24" height="6" />
          <rect className="m-pt" x="48.75" y="2" width="2.5" height="12" />
        </svg>
        value inside its 95 % interval; shaded: the good side of the target
      </span>
      {provisional && (
        <span>
          <i className="prov" aria-hidden="true" /> provisional, rows can still change
        </span>
      )}
    </p>
  );
}
