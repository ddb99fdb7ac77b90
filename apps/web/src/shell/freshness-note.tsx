import type { ReactNode } from 'react';
import { isDay } from '@assay/contract';
import { Dropdown } from '../controls/dropdown.tsx';
import type { Freshness } from '../gql/types.ts';
import { formatDay, formatMoment, weekdayOf } from '../number/dates.ts';
import { formatCount } from '../number/format.ts';

/** `Data through Sun 15 Nov, loaded Mon 06:10`, with each source on a click. */
export function FreshnessNote({ freshness }: { readonly freshness: Freshness }): ReactNode {
  return (
    <Dropdown className="link fresh" align="end" label={sayFreshness(freshness)}>
      {() => <Sources sources={freshness.sources} />}
    </Dropdown>
  );
}

function Sources({ sources }: Pick<Freshness, 'sources'>): ReactNode {
  return (
    <table role="table" className="data sources">
      <caption className="vh">Freshness by source</caption>
      <thead role="rowgroup">
        <tr role="row">
          {['Source', 'Data through', 'Loaded', 'Rows'].map((title) => (
            <th role="columnheader" scope="col" key={title} className={title === 'Rows' ? 'num' : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {sources.map((source) => (
          <SourceRow key={source.source} source={source} />
        ))}
      </tbody>
    </table>
  );
}

function SourceRow({ source }: { readonly source: Freshness['sources'][number] }): ReactNode {
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        {source.source}
      </th>
      <td role="cell">{sayDay(source.dataThrough)}</td>
      <td role="cell">{source.loadedAt ? formatMoment(source.loadedAt) : 'never'}</td>
      <td role="cell" className="num">
        {formatCount(source.rows)}
      </td>
    </tr>
  );
}

function sayDay(day: string | null): string {
  return day && isDay(day) ? `${weekdayOf(day)} ${formatDay(day)}` : 'no data';
}

function sayFreshness({ dataThrough, loadedAt }: Freshness): ReactNode {
  if (!dataThrough) return 'No data yet';
  return (
    <span>
      Data through {sayDay(dataThrough)}
      {loadedAt && <span className="loaded">, loaded {formatMoment(loadedAt)}</span>}
    </span>
  );
}
