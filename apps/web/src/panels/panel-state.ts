import type { PanelResult } from '../gql/types.ts';

/** The four states of a panel. */
export type PanelState<Model> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'empty'; readonly reason: string; readonly message: string; readonly hint: string }
  | { readonly kind: 'failed'; readonly message: string; readonly hint: string | null; readonly queryId: string | null }
  | { readonly kind: 'ready'; readonly model: Model };

export type NotReady = Exclude<PanelState<never>, { readonly kind: 'ready' }>;

type ReadyResult = Extract<PanelResult, { readonly __typename: 'PanelReady' }>;

/** What an answer that has no numbers is shown as; null for one that has. */
export function notReady(answer: PanelResult | undefined): NotReady | null {
  if (!answer) return { kind: 'loading' };
  if (answer.__typename === 'PanelEmpty') {
    return { kind: 'empty', reason: answer.reason, message: answer.message, hint: answer.emptyHint };
  }
  if (answer.__typename === 'PanelFailed') {
    return { kind: 'failed', message: answer.message, hint: answer.failedHint, queryId: answer.failedQueryId };
  }
  return null;
}

/** The answer where it has numbers, else null. */
export function readyOf(answer: PanelResult | undefined): ReadyResult | null {
  return answer?.__typename === 'PanelReady' ? answer : null;
}

/** A panel made of one answer: its state, with the model drawn from the answer once it is there. */
export function stateOf<Model>(
  answer: PanelResult | undefined,
  model: (ready: ReadyResult) => Model,
): PanelState<Model> {
  const ready = readyOf(answer);
  return ready ? { kind: 'ready', model: model(ready) } : (notReady(answer) ?? { kind: 'loading' });
}
