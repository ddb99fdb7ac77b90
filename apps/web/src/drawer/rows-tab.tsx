import { countOf } from '@assay/contract';
import type { ReactNode } from 'react';
import { DownloadButton } from '../download/download-button.tsx';
import { rowsDocument } from '../gql/behind-documents.ts';
import type { CellInput, MetricId, PanelInput } from '../gql/types.ts';
import { usePages } from '../gql/use-pages.ts';
import { formatCount } from '../number/format.ts';
import type { Address } from '../state/address.ts';
import { ListFailed } from './list-failed.tsx';
import { RowTable } from './row-table.tsx';

const pageSize = 50;

interface RowsTabProps {
  readonly address: Address;
  readonly input: PanelInput;
  readonly metric: MetricId;
}

/** The very rows behind the number: as many as it says, some at a time, all of them as a file. */
export function RowsTab({ address, input, metric }: RowsTabProps): ReactNode {
  const by = address.by.map(({ dimension, value }) => ({ dimension, value }));
  const cell: CellInput = { metric, bucket: address.bucket, by };
  const rows = usePages({
    document: rowsDocument,
    from: (after) => ({ request: input, cell, after, first: pageSize }),
    pageOf: (data) => data.rows,
  });
  const [first] = rows.pages;
  if (!first) return rows.failure ? <ListFailed list={rows} /> : <div className="skeleton" style={{ height: 320 }} />;
  const shown = rows.pages.flatMap((page) => page.rows);
  const hasMore = (rows.pages.at(-1)?.next ?? null) !== null;
  return (
    <>
      <RowTable columns={first.columns} rows={shown} />
      <ListFailed list={rows} />
      <p className="acts small">
        {hasMore && (
          <button type="button" className="link" disabled={rows.startedAt !== null} onClick={rows.more}>
            {Math.min(pageSize, first.total - shown.length)} more
          </button>
        )}
        <span className="dim" role="status">
          {formatCount(shown.length)} of {countOf(first.total, 'row')}
        </span>
        <DownloadButton file={{ kind: 'rows', body: { request: input, cell } }} name="rows">
          All rows as CSV
        </DownloadButton>
      </p>
    </>
  );
}
