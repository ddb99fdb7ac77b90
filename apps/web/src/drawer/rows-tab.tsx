import type { ReactNode } from 'react';
import { useDownload } from '../download/use-download.ts';
import type { CellInput, MetricId, PanelInput } from '../gql/types.ts';
import { formatCount } from '../number/format.ts';
import type { Address } from '../state/address.ts';
import { plural, words } from '../words.ts';
import { RowTable } from './row-table.tsx';
import type { Rows } from './use-rows.ts';
import { pageSize, useRows } from './use-rows.ts';

interface RowsTabProps {
  readonly address: Address;
  readonly input: PanelInput;
  readonly metric: MetricId;
}

/** The very rows behind the number: as many as it says, some at a time, all of them as a file. */
export function RowsTab({ address, input, metric }: RowsTabProps): ReactNode {
  const by = address.by.map(({ dimension, value }) => ({ dimension, value }));
  const cell: CellInput = { metric, bucket: address.bucket, by };
  const rows = useRows(input, cell);
  const [first] = rows.pages;
  if (!first) return rows.failure ? <Failed rows={rows} /> : <div className="skeleton" style={{ height: 320 }} />;
  const shown = rows.pages.flatMap((page) => page.rows);
  const hasMore = (rows.pages.at(-1)?.next ?? null) !== null;
  return (
    <>
      <RowTable columns={first.columns} rows={shown} />
      {rows.failure && <Failed rows={rows} />}
      <p className="acts small">
        {hasMore && (
          <button type="button" className="link" disabled={rows.busy} onClick={rows.more}>
            {Math.min(pageSize, first.total - shown.length)} more
          </button>
        )}
        <span className="dim" role="status">
          {formatCount(shown.length)} of {formatCount(first.total)} {plural(first.total, 'row')}
        </span>
        <RowsDownload request={input} cell={cell} />
      </p>
    </>
  );
}

function Failed({ rows: { failure, more } }: { readonly rows: Rows }): ReactNode {
  return (
    <div className="failed" role="alert">
      <p className="err">{failure?.message}</p>
      {failure?.hint && <p className="dim">{failure.hint}</p>}
      <button type="button" className="btn" onClick={more}>
        {words.retry}
      </button>
    </div>
  );
}

function RowsDownload({ request, cell }: { readonly request: PanelInput; readonly cell: CellInput }): ReactNode {
  const { start, busy, failed } = useDownload();
  return (
    <>
      <button
        type="button"
        className="link"
        disabled={busy}
        onClick={() => start({ kind: 'rows', body: { request, cell } }, 'rows')}
      >
        All rows as CSV
      </button>
      {failed && (
        <span className="err" role="alert">
          {failed}
        </span>
      )}
    </>
  );
}
