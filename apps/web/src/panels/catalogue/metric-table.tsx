import type { ReactNode } from 'react';
import type { SpecOf } from '../../gql/types.ts';
import { writeAddress } from '../../state/address.ts';
import type { Address } from '../../state/address.ts';
import { CellLink } from '../../state/links.tsx';
import { goodWords, kpiWords, ownerWords } from '../../words.ts';
import type { Grouping, MetricGroup, MetricModel } from './prepare.ts';
import { TargetList } from './target-list.tsx';

interface MetricTableProps {
  readonly spec: SpecOf<'CatalogueSpec'>;
  readonly groups: readonly MetricGroup[];
  readonly by: Grouping;
  /** Address whose drawer is open. */
  readonly open: string | null;
}

const columns = [
  ['name', 'Metric'],
  ['what', 'What it says'],
  ['target', 'Target in force'],
  ['owner', 'Owner'],
  ['serves', 'KPI lists'],
] as const;

export function MetricTable({ spec, groups, by, open }: MetricTableProps): ReactNode {
  return (
    <table role="table" className="data metrics">
      <caption className="vh">{`${spec.title} by ${by === 'fact' ? 'what they count' : 'owner'}`}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(([name, title]) => (
            <th role="columnheader" scope="col" key={name} className={name}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody role="rowgroup" key={group.id} aria-labelledby={`${spec.id}-${group.id}`}>
          <tr role="row" className="group">
            <td role="cell" colSpan={columns.length}>
              <b id={`${spec.id}-${group.id}`}>{group.title}</b>
              <span>{group.metrics.length}</span>
            </td>
          </tr>
          {group.metrics.map((metric) => {
            const address = addressOf(spec.id, metric.definition.id);
            const isOpen = open === writeAddress(address);
            return <MetricRow key={metric.definition.id} metric={metric} address={address} isOpen={isOpen} />;
          })}
        </tbody>
      ))}
    </table>
  );
}

/** A definition's address: the metric stands where a number has its question. */
function addressOf(panel: string, metric: string): Address {
  return { panel, question: metric, metric: null, bucket: null, by: [] };
}

interface MetricRowProps {
  readonly metric: MetricModel;
  readonly address: Address;
  readonly isOpen: boolean;
}

function MetricRow({ metric: { definition, targets }, address, isOpen }: MetricRowProps): ReactNode {
  const { id, title, what, unit, good, owner, serves } = definition;
  return (
    <tr role="row" className={isOpen ? 'open' : undefined}>
      <th role="rowheader" scope="row" className="name">
        <CellLink address={address} data-stop="">
          {title}
        </CellLink>
        <code className="dim">{id}</code>
      </th>
      <td role="cell" className="what">
        {what}
      </td>
      <td role="cell" className="target">
        <TargetList targets={targets} unit={unit} />
        <span className="dim small">{goodWords[good] ?? good}</span>
      </td>
      <td role="cell" className="owner dim">
        {ownerWords[owner] ?? owner}
      </td>
      <td role="cell" className="serves dim">
        {serves.map(kpiWords).join(', ')}
      </td>
    </tr>
  );
}
