import type { ReactNode } from 'react';
import { statusWords, words } from '../words.ts';

/** How a number stands against its target: a mark, a word, then the colour. */
export function StatusMark({ verdict }: { readonly verdict: string }): ReactNode {
  const tone = verdict === 'not_judged' ? 'none' : verdict;
  return <span className={`status ${tone}`}>{statusWords[verdict] ?? verdict}</span>;
}

/** A small ring: rows behind the number can still change. */
export function ProvisionalMark(): ReactNode {
  return <i className="prov" role="img" aria-label={words.provisional} title="Rows can still change" />;
}
