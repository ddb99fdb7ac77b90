import type { ReactNode } from 'react';
import type { Load } from '../../gql/types.ts';
import { formatCount } from '../../number/format.ts';
import { upperFirst } from '../../words.ts';

const kinds = [
  ['inserted', 'New'],
  ['updated', 'Changed'],
  ['unchanged', 'Same'],
  ['voided', 'Voided'],
] as const;

/** What became of the rows of each table. */
export function TableCounts({ tables }: Pick<Load, 'tables'>): ReactNode {
  return (
    <>
      <h3>Rows by table</h3>
      <table role="table" className="data counts">
        <caption className="vh">Rows by table: new, changed, the same as before, voided</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              Table
            </th>
            {kinds.map(([kind, title]) => (
              <th role="columnheader" scope="col" className="num" key={kind}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {tables.map((table) => (
            <tr role="row" key={table.table}>
              <th role="rowheader" scope="row" title={table.table}>
                {upperFirst(table.what)}
              </th>
              {kinds.map(([kind]) => (
                <td role="cell" key={kind} className={table[kind] === 0 ? 'num nought' : 'num'}>
                  {formatCount(table[kind])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
