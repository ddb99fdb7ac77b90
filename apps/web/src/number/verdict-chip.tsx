import type { ReactNode } from 'react';
import type { Change } from '../gql/types.ts';
import { changeWords, words } from '../words.ts';
import { formatDifference } from './format.ts';
import { isTrueChange, writtenChangeOf } from './number-model.ts';

/** What a change means, in words; the arrow is its direction, the colour its judgement. */
export function VerdictChip({ change, unit }: { readonly change: Change | null; readonly unit: string }): ReactNode {
  if (!change) return null;
  const word = changeWords[change.verdict] ?? change.verdict;
  if (change.comparedN === 0) return <span className="verdict">{words.nothingCompared}</span>;
  if (change.difference === null || change.verdict === 'too_little_data') {
    return <span className="verdict">{word}</span>;
  }
  const real = isTrueChange(change);
  const arrow = !real ? '' : change.difference > 0 ? ' up' : ' down';
  const tone = change.verdict === 'better' || change.verdict === 'worse' ? ` ${change.verdict}` : '';
  return (
    <>
      <span className={`verdict${arrow}${tone}${real ? ' real' : ''}`}>
        <span className="q">{formatDifference(writtenChangeOf(change).difference ?? change.difference, unit)}</span>{' '}
        <span>{word}</span>
      </span>
      {change.boundary && (
        <span className="unit boundary" title={change.boundary.text}>
          {words.boundaryMoved}
        </span>
      )}
    </>
  );
}
