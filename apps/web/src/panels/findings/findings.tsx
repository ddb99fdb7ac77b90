import type { ReactNode } from 'react';
import { findingsDocument } from '../../gql/inventory-documents.ts';
import type { Finding } from '../../gql/types.ts';
import { usePages } from '../../gql/use-pages.ts';
import { formatMoment } from '../../number/dates.ts';
import { sayBroken } from '../health-notes.tsx';
import { upperFirst } from '../../words.ts';
import { OwnPanel } from '../own-panel.tsx';
import type { PanelProps } from '../panel-kind.ts';
import type { PanelState } from '../panel-state.ts';

/** What the data breaks of the model's rules, as the last load and the last doctor found it, each with what to do. */
export function Findings({ spec }: PanelProps<'FindingsSpec'>): ReactNode {
  const list = usePages({
    document: findingsDocument,
    from: () => ({}),
    pageOf: ({ findings }) => ({ findings, next: null }),
  });
  return (
    <OwnPanel spec={spec} list={list} stateOf={([page]) => stateOf(page.findings)} height={120}>
      {(findings) => (
        <ul className="broken-rules">
          {findings.map((finding) => (
            <FindingItem key={`${finding.rule} ${finding.table}.${finding.column}`} finding={finding} />
          ))}
        </ul>
      )}
    </OwnPanel>
  );
}

function stateOf(findings: readonly Finding[]): PanelState<readonly Finding[]> {
  if (findings.length > 0) return { kind: 'ready', model: findings };
  return {
    kind: 'empty',
    reason: 'none',
    message: 'The data breaks no rule.',
    hint: 'Rules are asked after every load; npx assay doctor asks all of them anew.',
  };
}

function FindingItem({ finding }: { readonly finding: Finding }): ReactNode {
  const { level, wrong, fix, rule, table, column, sample, firstSeenAt } = finding;
  return (
    <li>
      <span className={`flag ${level}`}>{level}</span>
      <div>
        <p>
          <b>{upperFirst(wrong)}</b>: {sayBroken(finding)}. {fix}
        </p>
        <p className="dim">
          {rule}, {table}.{column}, since <time dateTime={firstSeenAt}>{formatMoment(firstSeenAt)}</time>
        </p>
        {sample.length > 0 && (
          <p className="dim">
            e.g.{' '}
            {sample.map((key) => (
              <code key={key}>{key}</code>
            ))}
          </p>
        )}
      </div>
    </li>
  );
}
