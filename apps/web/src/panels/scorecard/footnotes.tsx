import { countOf } from '@assay/contract';
import type { ReactNode } from 'react';
import type { SpecOf } from '../../gql/types.ts';
import { formatElapsed } from '../../number/format.ts';
import { nameRange } from '../../number/dates.ts';
import { CellLink } from '../../state/links.tsx';
import { dayRange } from '../../state/period.ts';
import { words } from '../../words.ts';
import { readyOf } from '../panel-state.ts';
import type { Answers } from '../question.ts';
import { QueriedAgo } from '../queried-ago.tsx';
import type { ScorecardModel } from './prepare.ts';

interface FootnotesProps {
  readonly model: ScorecardModel;
  readonly answers: Answers;
  readonly spec: SpecOf<'ScorecardSpec'>;
}

/** What the words of the table mean, and what it cost to make. */
export function Footnotes({ model, answers, spec }: FootnotesProps): ReactNode {
  const before = model.compareRange ? ` and are compared with ${nameRange(dayRange(model.compareRange))}` : '';
  return (
    <div className="foot">
      <p>
        <b>Truly changed</b> means the change is larger than chance explains, corrected for how many numbers are
        compared at once. Everything else reads “no clear change”, whatever its size.
      </p>
      <p>
        <b>Status</b> compares the whole interval with the target: met, all on the good side; missed, all on the bad
        side; unproven, the target lies inside it. Grey values rest on fewer rows than their KPI asks for.
      </p>
      <p>
        <b>Provisional</b> values settle some days after their period ends{before}. <QueriedAgo />, {costOf(answers)}.{' '}
        <CellLink address={{ panel: spec.id, question: 'now0', metric: null, bucket: null, by: [] }} tab="query">
          {words.showQuery}
        </CellLink>
      </p>
    </div>
  );
}

/** Statements are shared between questions, so the largest count and the longest time describe the page. */
function costOf(answers: Answers): string {
  const ready = Object.values(answers).flatMap((answer) => readyOf(answer) ?? []);
  const statements = Math.max(0, ...ready.map((answer) => answer.statements));
  const elapsed = Math.max(0, ...ready.map((answer) => answer.elapsedMs));
  if (ready.length > 0 && statements === 0) return `from the cache, ${formatElapsed(elapsed)}`;
  return `${countOf(statements, 'statement')}, ${formatElapsed(elapsed)}`;
}
