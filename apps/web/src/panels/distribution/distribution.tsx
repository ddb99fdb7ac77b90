import type { ReactNode } from 'react';
import { formatDifference, formatFigure } from '../../number/format.ts';
import { CellLink } from '../../state/links.tsx';
import { words } from '../../words.ts';
import { NumbersPanel } from '../numbers-panel.tsx';
import type { PanelProps } from '../panel-kind.ts';
import type { LabelGroup, LabelLine } from './prepare.ts';
import { prepareDistribution } from './prepare.ts';
import { labelsQuestion } from './questions.ts';

/** Labels of a range beside those of its reference: a small table a task, each label on a line of its own. */
export function Distribution({ spec, answers }: PanelProps<'DistributionSpec'>): ReactNode {
  return (
    <NumbersPanel spec={spec} state={prepareDistribution(spec, answers)} height={480} question={labelsQuestion}>
      {({ groups, without }) => (
        <>
          <p className="key dumbbell-key">
            <span className="then">twelve weeks before</span>
            <span className="now">now</span>
          </p>
          <div className="multiples distributions">
            {groups.map((group) => (
              <Group key={group.title} group={group} />
            ))}
          </div>
          {without.length > 0 && (
            <p className="key">
              {without.map(({ title, why }) => (
                <span key={title}>{`${title}: ${why}`}</span>
              ))}
            </p>
          )}
        </>
      )}
    </NumbersPanel>
  );
}

function Group({ group }: { readonly group: LabelGroup }): ReactNode {
  const { title, address, says, verdict, moved, isBroken } = group;
  return (
    <div className="multiple labels-of">
      <div className="multiple-head">
        <CellLink address={address} data-stop="">
          {title}
        </CellLink>
        <span className={verdict.isMoved ? 'verdict up real' : 'verdict'}>{verdict.text}</span>
        <small>{says}</small>
        {moved !== null && <small>{moved}</small>}
        {isBroken && (
          <small className="key breaks">
            <span>New guideline between the two: {words.notComparable}</span>
          </small>
        )}
      </div>
      <LabelTable group={group} />
    </div>
  );
}

function LabelTable({ group: { title, labels, most } }: { readonly group: LabelGroup }): ReactNode {
  return (
    <table role="table" className="data labels" aria-label={`${title}: share of items by label`}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" className="name">
            Label
          </th>
          <th role="columnheader" scope="col" className="draw">
            <span className="scale-head">
              <span>0</span>
              <span>{formatFigure(most, 'percent', 0)} %</span>
            </span>
          </th>
          {['Before, %', 'Now, %', 'Change'].map((head) => (
            <th role="columnheader" scope="col" className="num" key={head}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {labels.map((line) => (
          <Line key={line.label} line={line} most={most} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ line, most }: { readonly line: LabelLine; readonly most: number }): ReactNode {
  const { label, before, now } = line;
  return (
    <tr role="row">
      <th role="rowheader" scope="row" className="name">
        {label}
      </th>
      <td role="cell" className="draw">
        <Dumbbell line={line} most={most} />
      </td>
      <td role="cell" className="num dim">
        {formatFigure(before, 'percent', 1)}
      </td>
      <td role="cell" className="num">
        {formatFigure(now, 'percent', 1)}
      </td>
      <td role="cell" className="num dim">
        {formatDifference(now - before, 'percent')}
      </td>
    </tr>
  );
}

const place = (share: number, most: number): string => `${(Math.min(1, share / most) * 100).toFixed(2)}%`;

/** Where a label was and where it is; the figures stand beside it. */
function Dumbbell({ line: { before, now }, most }: { readonly line: LabelLine; readonly most: number }): ReactNode {
  const [from, to] = [place(before, most), place(now, most)];
  return (
    <svg className="dumbbell" width="100%" height="20" aria-hidden="true">
      <line className="m-axis" x1="0" x2="100%" y1="10" y2="10" />
      <line className="m-way" x1={from} x2={to} y1="10" y2="10" />
      <circle className="m-then" cx={from} cy="10" r="4" />
      <circle className="m-pt" cx={to} cy="10" r="4" />
    </svg>
  );
}
