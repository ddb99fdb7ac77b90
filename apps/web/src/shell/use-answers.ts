import { startTransition, useEffect, useMemo, useRef, useState } from 'react';
import type { Client } from 'urql';
import { useClient } from 'urql';
import type { Failure } from '../gql/client.ts';
import { failureOf } from '../gql/client.ts';
import { panelsDocument } from '../gql/panels-document.ts';
import type { PanelResult } from '../gql/types.ts';
import { stopped } from '../gql/use-pages.ts';
import type { PageQuery } from '../panels/page-query.ts';
import type { Answers, Question } from '../panels/question.ts';
import type { PageState } from '../state/page-state.ts';

/** Questions with the answers that belong to them. */
interface Held {
  readonly state: PageState;
  readonly questions: readonly Question[];
  readonly results: readonly PanelResult[];
  readonly at: number;
}

export interface PageAnswers {
  /** By panel id; empty before the first answer. */
  readonly byPanel: Readonly<Record<string, Answers>>;
  /** What these answers were asked by: they mean nothing beside another state of the page. */
  readonly asked: PageState;
  readonly query: PageQuery;
}

/** Asks all questions of a page in one request, or nothing where it has none. Old answers stay until the new ones are there. */
export function useAnswers(state: PageState, questions: readonly Question[]): PageAnswers {
  const client = useClient();
  const key = JSON.stringify(questions);
  const [held, setHeld] = useState<Held | null>(null);
  const [startedAt, setStartedAt] = useState<number | null>(() => Date.now());
  const [attempt, setAttempt] = useState(0);
  const attempted = useRef(0);
  /** Ends the request under way; null while there is none. */
  const running = useRef<(() => void) | null>(null);

  const settle = (results: readonly PanelResult[]): void => {
    running.current = null;
    // Drawn in slices: a page of numbers in one go would not answer a tap for a tenth of a second.
    startTransition(() => {
      setHeld({ state, questions, results, at: Date.now() });
      setStartedAt(null);
    });
  };
  useEffect(() => {
    setStartedAt((at) => at ?? Date.now());
    const again = attempt !== attempted.current;
    attempted.current = attempt;
    let answered = false;
    const stop = ask({ client, questions, again }, (results) => {
      answered = true;
      settle(results);
    });
    running.current = answered ? null : stop;
    return stop;
    // Questions are compared by what they ask: the page makes new objects each time it draws.
  }, [client, key, attempt]);

  const query: PageQuery = {
    questions: held?.questions ?? [],
    startedAt: questions.length > 0 ? startedAt : null,
    answeredAt: held?.at ?? null,
    cancel: () => {
      // The answer may have come a moment before the click: then it stands.
      if (!running.current) return;
      running.current();
      settle(failAll(questions, stopped));
    },
    retry: () => setAttempt((count) => count + 1),
  };
  return { byPanel: useMemo(() => groupByPanel(held), [held]), asked: held?.state ?? state, query };
}

interface Ask {
  readonly client: Client;
  readonly questions: readonly Question[];
  /** Past the cache: a retry. */
  readonly again: boolean;
}

/** Sends the request, none where nothing is asked; the returned function ends it, in the server and the warehouse too. */
function ask({ client, questions, again }: Ask, onAnswer: (results: readonly PanelResult[]) => void): () => void {
  const requests = questions.map(({ input }) => input);
  if (requests.length === 0) return () => undefined;
  const policy = again ? 'network-only' : 'cache-first';
  const subscription = client.query(panelsDocument, { requests }, { requestPolicy: policy }).subscribe((result) => {
    if (result.stale) return;
    const failure = result.error ? failureOf(result.error) : null;
    onAnswer(failure ? failAll(questions, failure) : (result.data?.panels ?? []));
  });
  return () => subscription.unsubscribe();
}

function failAll(questions: readonly Question[], { code, message, hint }: Failure): readonly PanelResult[] {
  const failed = { __typename: 'PanelFailed', code, message, failedHint: hint, failedQueryId: null } as const;
  return questions.map(() => ({ ...failed, missing: [] }));
}

function groupByPanel(held: Held | null): Readonly<Record<string, Answers>> {
  const byPanel: Record<string, Record<string, PanelResult | undefined>> = {};
  held?.questions.forEach(({ panel, key }, index) => {
    byPanel[panel] = { ...byPanel[panel], [key]: held.results[index] };
  });
  return byPanel;
}
