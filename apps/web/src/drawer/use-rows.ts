import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { rowsDocument } from '../gql/behind-documents.ts';
import type { Failure } from '../gql/client.ts';
import { failureOf } from '../gql/client.ts';
import type { CellInput, PanelInput, RowPage } from '../gql/types.ts';

export const pageSize = 50;

export interface Rows {
  /** Pages in order; empty while the first is awaited. */
  readonly pages: readonly RowPage[];
  readonly failure: Failure | null;
  readonly busy: boolean;
  /** Asks the page after the last, or the failed one again. */
  readonly more: () => void;
}

interface RowsState {
  readonly pages: readonly RowPage[];
  readonly failure: Failure | null;
  readonly busy: boolean;
}

/** The rows behind one number, page by page. Mount anew for another number. */
export function useRows(request: PanelInput, cell: CellInput): Rows {
  const client = useClient();
  const [state, setState] = useState<RowsState>({ pages: [], failure: null, busy: true });
  const [asked, setAsked] = useState(1);
  const after = state.pages.at(-1)?.next ?? null;
  useEffect(() => {
    setState((old) => ({ ...old, busy: true, failure: null }));
    const subscription = client
      .query(rowsDocument, { request, cell, after, first: pageSize })
      .subscribe(({ data, error }) =>
        setState(({ pages }) => ({
          pages: data ? [...pages, data.rows] : pages,
          failure: error ? failureOf(error) : null,
          busy: false,
        })),
      );
    return () => subscription.unsubscribe();
    // Only a reader's wish asks again: the cursor moves by the answer itself.
  }, [client, asked]);
  return { ...state, more: () => setAsked((count) => count + 1) };
}
