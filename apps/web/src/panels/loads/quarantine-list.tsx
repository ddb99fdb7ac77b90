import { countOf } from '@assay/contract';
import type { ReactNode } from 'react';
import { ListFailed } from '../../drawer/list-failed.tsx';
import { DownloadButton } from '../../download/download-button.tsx';
import { quarantineDocument } from '../../gql/inventory-documents.ts';
import type { Load, QuarantineEntry } from '../../gql/types.ts';
import { usePages } from '../../gql/use-pages.ts';
import { formatCount } from '../../number/format.ts';
import { placeOf } from './prepare.ts';

const onPage = 25;

/** What is wrong with the records that a load set aside, in the order of the file; the records themselves are in the file. */
export function QuarantineList({ load }: { readonly load: Load }): ReactNode {
  const list = usePages({
    document: quarantineDocument,
    from: (after) => ({ load: load.id, after, first: onPage }),
    pageOf: ({ quarantine }) => quarantine,
  });
  const entries = list.pages.flatMap((page) => page.entries);
  const hasMore = (list.pages.at(-1)?.next ?? null) !== null;
  return (
    <>
      <h3>
        Set aside <small>{countOf(load.quarantined, 'record')}, by place in the file</small>
      </h3>
      {list.pages.length === 0 && list.failure === null && <div className="skeleton" style={{ height: 240 }} />}
      {entries.length > 0 && (
        <ul className="set-aside">
          {entries.map((entry, index) => (
            <Entry key={index} entry={entry} reasons={load.reasons} />
          ))}
        </ul>
      )}
      <ListFailed list={list} />
      <p className="acts small">
        {hasMore && (
          <button type="button" className="link" disabled={list.startedAt !== null} onClick={list.more}>
            {formatCount(Math.min(onPage, load.entries - entries.length))} more
          </button>
        )}
        <span className="dim" role="status">
          {formatCount(entries.length)} of {formatCount(load.entries)}
        </span>
        <DownloadButton file={{ kind: 'quarantine', body: { load: load.id } }} name="quarantine">
          All as CSV, with the records
        </DownloadButton>
      </p>
    </>
  );
}

interface EntryProps {
  readonly entry: QuarantineEntry;
  readonly reasons: Load['reasons'];
}

function Entry({ entry, reasons }: EntryProps): ReactNode {
  const { column, reason, detail } = entry;
  const what = reasons.find(({ code }) => code === reason)?.what ?? reason;
  return (
    <li>
      <span className="dim">{placeOf(entry)}</span>
      <span>
        {detail ?? what}
        <span className="dim"> {[column, reason].filter((part) => part !== null).join(', ')}</span>
      </span>
    </li>
  );
}
