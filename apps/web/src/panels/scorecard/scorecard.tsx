import type { ReactNode } from 'react';
import type { Day } from '@assay/contract';
import type { PanelProps } from '../panel-kind.ts';
import { nameBuckets, nameRange } from '../../number/dates.ts';
import { dayRange } from '../../state/period.ts';
import { writeAddress } from '../../state/address.ts';
import { PanelFrame } from '../panel-frame.tsx';
import type { ScorecardModel, ScorecardRowModel } from './prepare.ts';
import { prepareScorecard, rowVerdict } from './prepare.ts';
import { Footnotes } from './footnotes.tsx';
import { ScorecardRow } from './scorecard-row.tsx';
import { StandingLine } from './standing-line.tsx';

/** The KPI table: what every lead reads first. */
export function Scorecard({ spec, answers, context }: PanelProps<'ScorecardSpec'>): ReactNode {
  const state = prepareScorecard(spec, answers, context);
  const count = spec.groups.reduce((rows, group) => rows + group.rows.length, 0);
  return (
    <PanelFrame id={spec.id} title={spec.title} plain state={state} height={count * 36 + spec.groups.length * 44 + 40}>
      {(model) => (
        <>
          <StandingLine model={model} status={context.search.status ?? null} />
          <KpiTable
            spec={spec.id}
            title={spec.title}
            model={model}
            open={context.search.cell ?? null}
            status={context.search.status ?? null}
          />
          <Footnotes model={model} answers={answers} spec={spec} />
        </>
      )}
    </PanelFrame>
  );
}

interface KpiTableProps {
  /** Id of the panel. */
  readonly spec: string;
  readonly title: string;
  readonly model: ScorecardModel;
  readonly open: string | null;
  readonly status: string | null;
}

function KpiTable({ spec, title, model, open, status }: KpiTableProps): ReactNode {
  const shown = (row: ScorecardRowModel): boolean => status === null || rowVerdict(row) === status;
  const groups = model.groups
    .map((group) => ({ ...group, rows: group.rows.filter(shown) }))
    .filter(({ rows }) => rows.length > 0);
  const historyTitle = nameBuckets(model.historyStarts as readonly Day[], model.historyGrain);
  return (
    <table role="table" className={`data kpi ${emptyColumns(model)}`}>
      <caption className="vh">{captionOf(title, model)}</caption>
      <colgroup>
        {columns.map((name) => (
          <col key={name} className={`col-${name}`} />
        ))}
      </colgroup>
      <KpiHead model={model} historyTitle={historyTitle} />
      {groups.map((group, index) => (
        <tbody role="rowgroup" key={group.title} aria-labelledby={`${spec}-${index}`}>
          <tr role="row" className="group">
            <td role="cell">
              <b id={`${spec}-${index}`}>{group.title}</b>
              <span>{group.standing}</span>
            </td>
            {columns.slice(1).map((name) => (
              <td role="cell" className={name} key={name} />
            ))}
          </tr>
          {group.rows.map((row) => (
            <ScorecardRow
              key={`${row.title} ${writeAddress(row.address)}`}
              row={row}
              historyTitle={historyTitle}
              isOpen={open === writeAddress(row.address)}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function captionOf(title: string, { range }: ScorecardModel): string {
  const when = range ? `, ${nameRange(dayRange(range))}` : '';
  return `${title}${when}: value, interval, change, target and history`;
}

/** Columns in which no row has anything to show are left out. */
function emptyColumns(model: ScorecardModel): string {
  const drawn = model.groups.some(({ rows }) => rows.some(({ history }) => history !== null));
  return [model.compareRange ? '' : 'no-change', drawn ? '' : 'no-history'].join(' ');
}

const columns = ['kpi', 'own', 'val', 'u', 'ci', 'bar', 'n', 'chg', 'tgt', 'st', 'spk'] as const;

function KpiHead({
  model,
  historyTitle,
}: {
  readonly model: ScorecardModel;
  readonly historyTitle: string;
}): ReactNode {
  const change = model.compareRange ? `Change on ${nameRange(dayRange(model.compareRange))}` : 'Change';
  const titles: Readonly<Record<(typeof columns)[number], string>> = {
    kpi: 'KPI',
    own: 'Owner',
    val: 'Value',
    u: 'Unit',
    ci: '95 % interval',
    bar: 'On its own scale',
    n: 'n',
    chg: change,
    tgt: 'Target',
    st: 'Status',
    spk: historyTitle,
  };
  return (
    <thead role="rowgroup">
      <tr role="row">
        {columns.map((name) => (
          <th role="columnheader" scope="col" key={name} className={name}>
            <span className={name === 'u' ? 'vh' : undefined}>{titles[name]}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
}
