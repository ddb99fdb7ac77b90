import type { TypedDocumentNode } from 'urql';
import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import type { Failure } from './client.ts';
import { failureOf } from './client.ts';

/** A list that comes a page at a time. */
export interface Pages<Page> {
  /** In order; empty while the first is awaited. */
  readonly pages: readonly Page[];
  readonly failure: Failure | null;
  /** Since when an answer is awaited, in ms of Date.now; null while none is. */
  readonly startedAt: number | null;
  /** Asks the page after the last, or the failed one again. */
  readonly more: () => void;
  /** Ends the request under way, in the server too. */
  readonly cancel: () => void;
}

interface Asked<Data, Variables, Page> {
  readonly document: TypedDocumentNode<Data, Variables>;
  /** What is asked for from a place on; null is the beginning. */
  readonly from: (after: string | null) => Variables;
  readonly pageOf: (data: Data) => Page;
}

type PagesState<Page> = Pick<Pages<Page>, 'pages' | 'failure' | 'startedAt'>;

export const stopped: Failure = { code: 'STOPPED', message: 'Stopped before it finished.', hint: null };

/** Asks a list page by page. Mount anew for another list. */
export function usePages<Data, Variables extends object, Page extends { readonly next: string | null }>(
  asked: Asked<Data, Variables, Page>,
): Pages<Page> {
  const client = useClient();
  const [state, setState] = useState<PagesState<Page>>(() => ({ pages: [], failure: null, startedAt: Date.now() }));
  const [times, setTimes] = useState(1);
  const running = useRef<(() => void) | null>(null);
  useEffect(() => {
    const after = state.pages.at(-1)?.next ?? null;
    setState((old) => ({ ...old, startedAt: old.startedAt ?? Date.now(), failure: null }));
    const subscription = client.query(asked.document, asked.from(after)).subscribe(({ data, error }) => {
      running.current = null;
      setState(({ pages }) => ({
        pages: data ? [...pages, asked.pageOf(data)] : pages,
        failure: error ? failureOf(error) : null,
        startedAt: null,
      }));
    });
    const stop = (): void => subscription.unsubscribe();
    running.current = stop;
    return stop;
    // Only a reader's wish asks again: the cursor moves by the answer itself.
  }, [client, times]);
  return {
    ...state,
    more: () => setTimes((count) => count + 1),
    cancel: () => {
      running.current?.();
      setState((old) => (old.startedAt === null ? old : { ...old, startedAt: null, failure: stopped }));
    },
  };
}
