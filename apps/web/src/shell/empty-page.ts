import type { PanelResult, PanelSpec } from '../gql/types.ts';
import { asksNumbers } from '../panels/ask.ts';
import type { NotReady } from '../panels/panel-state.ts';
import { notReady } from '../panels/panel-state.ts';
import type { Answers } from '../panels/question.ts';

type Empty = Extract<NotReady, { readonly kind: 'empty' }>;

/**
 * Why a page is empty where all its panels are, for one reason: said once for the page. Null where that is not so, and
 * where a panel of no numbers still has something to show.
 */
export function emptyPage(panels: readonly { readonly spec: PanelSpec; readonly answers: Answers }[]): Empty | null {
  if (!panels.every(({ spec }) => asksNumbers(spec))) return null;
  const states = panels.flatMap(({ answers }) => Object.values(answers).map(notReady));
  const [first] = states;
  const isOne =
    states.every((state) => state?.kind === 'empty' && first?.kind === 'empty' && sameReason(state, first)) &&
    panels.every(({ answers }) => Object.values(answers).every(hasOneReason));
  return isOne && first?.kind === 'empty' ? first : null;
}

/** Metrics that were asked for together may each have a reason of their own. */
const hasOneReason = (answer: PanelResult | undefined): boolean =>
  new Set(answer?.missing.map(({ message }) => message)).size <= 1;

const sameReason = (a: Empty, b: Empty): boolean =>
  a.reason === b.reason && a.message === b.message && a.hint === b.hint;
