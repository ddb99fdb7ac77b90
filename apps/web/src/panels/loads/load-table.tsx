import type { ReactNode } from 'react';
import type { Load, SpecOf } from '../../gql/types.ts';
import { formatMoment } from '../../number/dates.ts';
import { formatCount } from '../../number/format.ts';
import type { Address } from '../../state/address.ts';
import { writeAddress } from '../../state/address.ts';
import { CellLink } from '../../state/links.tsx';
import { sayChanged, sayOrigin } from './prepare.ts';

interface LoadTableProps {
  readonly spec: SpecOf<'LoadsSpec'>;
  readonly loads: readonly Load[];
  /** Address whose drawer is open. */
  readonly open: string | null;
}

const columns = [
  ['file', 'File'],
  ['origin', 'From'],
  ['when', 'When'],
  ['num read', 'Read'],
  ['num loaded', 'Loaded'],
  ['num unchanged', 'Unchanged'],
  ['num aside', 'Set aside'],
  ['num ignored', 'Ignored'],
  ['changed', 'Rows changed'],
] as const;

export function LoadTable({ spec, loads, open }: LoadTableProps): ReactNode {
  return (
    <table role="table" className="data loads">
      <caption className="vh">{`${spec.title}, newest first`}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(([name, title]) => (
            <th role="columnheader" scope="col" key={name} className={name}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {loads.map((load) => {
          const address = addressOf(spec.id, load.id);
          return <LoadRow key={load.id} load={load} address={address} isOpen={open === writeAddress(address)} />;
        })}
      </tbody>
    </table>
  );
}

/** A receipt's address: the load stands where a number has its question. */
function addressOf(panel: string, load: string): Address {
  return { panel, question: load, metric: null, bucket: null, by: [] };
}

interface LoadRowProps {
  readonly load: Load;
  readonly address: Address;
  readonly isOpen: boolean;
}

function LoadRow({ load, address, isOpen }: LoadRowProps): ReactNode {
  const names = [load.takenBackAt === null ? '' : 'back', isOpen ? 'open' : ''].join(' ').trim();
  return (
    <tr role="row" className={names || undefined}>
      <th role="rowheader" scope="row" className="file">
        <CellLink address={address} data-stop="">
          {load.file}
        </CellLink>
        {load.takenBackAt !== null && <span className="unit">taken back {formatMoment(load.takenBackAt)}</span>}
      </th>
      <td role="cell" className="origin dim">
        {sayOrigin(load)}
      </td>
      <td role="cell" className="when">
        <time dateTime={load.startedAt}>{formatMoment(load.startedAt)}</time>
      </td>
      <Count name="read" count={load.read} />
      <Count name="loaded" count={load.loaded} />
      <Count name="unchanged" count={load.unchanged} />
      <Count name="aside" count={load.quarantined} />
      <Count name="ignored" count={load.ignored} />
      <td role="cell" className="changed dim">
        {sayChanged(load.tables)}
      </td>
    </tr>
  );
}

/** A nought steps back, so that what was set aside is seen. */
function Count({ name, count }: { readonly name: string; readonly count: number }): ReactNode {
  return (
    <td role="cell" className={`num ${name}${count === 0 ? ' nought' : ''}`}>
      <span>{formatCount(count)}</span>
    </td>
  );
}
