import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useId } from 'react';
import { isDay } from '@assay/contract';
import { Dropdown } from '../controls/dropdown.tsx';
import type { Freshness } from '../gql/types.ts';
import { formatDay, formatMoment, weekdayOf } from '../number/dates.ts';
import { formatCount } from '../number/format.ts';
import { dataPage } from '../state/path.ts';
import { upperFirst } from '../words.ts';

type Source = Freshness['sources'][number];

/** `Data through Sun 15 Nov, loaded Mon 06:10`, with each source and what it gave on a click. */
export function FreshnessNote({ freshness, hasPage }: FreshnessNoteProps): ReactNode {
  return (
    <Dropdown className="link fresh" align="end" label={sayFreshness(freshness)}>
      {(close) => (
        <>
          <Sources sources={freshness.sources} />
          {hasPage && (
            <p className="acts small">
              <Link className="link" to="/$page" params={{ page: dataPage }} search={{}} onClick={close}>
                Loads and receipts
              </Link>
            </p>
          )}
        </>
      )}
    </Dropdown>
  );
}

interface FreshnessNoteProps {
  readonly freshness: Freshness;
  /** Whether there is a page that says more. */
  readonly hasPage: boolean;
}

function Sources({ sources }: Pick<Freshness, 'sources'>): ReactNode {
  if (sources.length === 0) return <p className="note">Nothing has been loaded: assay load brings a file in.</p>;
  return (
    <div className="sources" role="region" aria-label="Freshness by source" tabIndex={0}>
      <table role="table" className="data">
        <thead role="rowgroup">
          <tr role="row">
            {['Data', 'Through', 'Loaded', 'Rows'].map((title) => (
              <th role="columnheader" scope="col" key={title} className={title === 'Rows' ? 'num' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        {sources.map((source) => (
          <SourceRows key={source.source} source={source} />
        ))}
      </table>
    </div>
  );
}

/** The source, then a line a fact. */
function SourceRows({ source: { source, facts } }: { readonly source: Source }): ReactNode {
  const id = useId();
  return (
    <tbody role="rowgroup" aria-labelledby={id}>
      <tr role="row">
        <td role="cell" colSpan={4} className="source">
          <b id={id}>{source}</b>
        </td>
      </tr>
      {facts.map(({ table, what, dataThrough, loadedAt, rows }) => (
        <tr role="row" key={table}>
          <th role="rowheader" scope="row">
            {upperFirst(what)}
          </th>
          <td role="cell">{dataThrough === null ? 'no date' : sayDay(dataThrough)}</td>
          <td role="cell">{formatMoment(loadedAt)}</td>
          <td role="cell" className="num">
            {formatCount(rows)}
          </td>
        </tr>
      ))}
    </tbody>
  );
}

function sayDay(day: string): string {
  return isDay(day) ? `${weekdayOf(day)} ${formatDay(day)}` : day;
}

function sayFreshness({ dataThrough, loadedAt }: Freshness): ReactNode {
  if (loadedAt === null) return 'No data yet';
  if (dataThrough === null) return `Loaded ${formatMoment(loadedAt)}`;
  return (
    <span>
      Data through {sayDay(dataThrough)}
      <span className="loaded">, loaded {formatMoment(loadedAt)}</span>
    </span>
  );
}
