import type { ReactNode } from 'react';
import type { RowPage } from '../gql/types.ts';
import { formatMoment } from '../number/dates.ts';
import { none } from '../number/format.ts';
import { words } from '../words.ts';

type Column = RowPage['columns'][number];

/** Rows as the warehouse has them; wide tables scroll inside. */
export function RowTable({
  columns,
  rows,
}: {
  readonly columns: readonly Column[];
  readonly rows: RowPage['rows'];
}): ReactNode {
  return (
    <div className="scroller" role="region" aria-label="Rows, table" tabIndex={0}>
      <table role="table" className="data rows">
        <caption className="vh">Rows behind the number</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ name, title, type }) => (
              <th role="columnheader" scope="col" key={name} className={isNumeric(type) ? 'num' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row, index) => (
            <tr role="row" key={index}>
              {columns.map(({ name, type }, column) => (
                <td role="cell" key={name} className={isNumeric(type) ? 'num' : undefined}>
                  {sayCell(row[column] ?? null, type)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function isNumeric(type: string): boolean {
  return ['int', 'dec', 'flt'].includes(type);
}

/** Null is said, not left blank: an empty text would look the same. */
function sayCell(value: string | null, type: string): ReactNode {
  if (value === null) {
    return (
      <span className="dim">
        <span aria-hidden="true">{none}</span>
        <span className="vh">{words.notKnown}</span>
      </span>
    );
  }
  return type === 'ts' ? <time dateTime={value}>{formatMoment(value)}</time> : value;
}
