import { countOf } from '@assay/contract';
import type { ReactNode } from 'react';
import { CopyButton } from '../../controls/copy-button.tsx';
import type { Load } from '../../gql/types.ts';
import { formatMoment } from '../../number/dates.ts';
import { formatCount, formatElapsed } from '../../number/format.ts';
import { upperFirst } from '../../words.ts';
import { settingsOf, tookOf } from './prepare.ts';
import { QuarantineList } from './quarantine-list.tsx';
import { TableCounts } from './table-counts.tsx';

/** All that is known of a load: what became of each record and each row, how it was read, and what was set aside. */
export function Receipt({ load }: { readonly load: Load }): ReactNode {
  const { reasons, tables, entries, takenBackAt } = load;
  return (
    <>
      {takenBackAt !== null && (
        <p className="def">
          <b>Taken back {formatMoment(takenBackAt)}.</b> Its rows are gone; load the file again to have them back.
        </p>
      )}
      <Records load={load} />
      {reasons.length > 0 && (
        <>
          <h3>Left out</h3>
          <ul className="caveats">
            {reasons.map(({ code, what, records }) => (
              <li key={code}>
                <span>
                  {upperFirst(what)} <span className="dim">{code}</span>
                </span>
                <span className="num">{formatCount(records)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {tables.length > 0 && <TableCounts tables={tables} />}
      <h3>How it was read</h3>
      <Facts load={load} />
      {entries > 0 && <QuarantineList load={load} />}
    </>
  );
}

/** `450 read = 430 loaded + 0 unchanged + 15 set aside + 5 ignored`: no record is lost. */
function Records({ load: { read, loaded, unchanged, quarantined, ignored } }: { readonly load: Load }): ReactNode {
  const parts = [
    ['', 'read', read],
    ['=', 'loaded', loaded],
    ['+', 'unchanged', unchanged],
    ['+', 'set aside', quarantined],
    ['+', 'ignored', ignored],
  ] as const;
  return (
    <dl className="sum" aria-label={`Of ${countOf(read, 'record')}`}>
      {parts.map(([sign, name, count]) => (
        <div key={name} data-sign={sign} className={count === 0 ? 'nought' : undefined}>
          <dt>{name}</dt>
          <dd>{formatCount(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Facts({ load }: { readonly load: Load }): ReactNode {
  const took = tookOf(load);
  const facts: readonly (readonly [name: string, value: ReactNode])[] = [
    ['Source', load.source],
    ['Read as', load.recipe === null ? 'an export of the tool' : `recipe ${load.recipe}`],
    ...settingsOf(load.settings),
    ...(load.scope === null ? [] : [['Whole truth of', load.scope] as const]),
    ['Loaded', `${formatMoment(load.startedAt)}${took === null ? '' : `, in ${formatElapsed(took)}`}`],
    ['Load', <code key="id">{load.id}</code>],
  ];
  return (
    <>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {load.takenBackAt === null && (
        <p className="acts small">
          <CopyButton label="Copy the command that takes it back" text={() => `npx assay unload ${load.id}`} />
        </p>
      )}
    </>
  );
}
