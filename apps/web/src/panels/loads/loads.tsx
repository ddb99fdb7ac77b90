import { countOf } from '@assay/contract';
import type { ReactNode } from 'react';
import { ListFailed } from '../../drawer/list-failed.tsx';
import { loadsDocument } from '../../gql/inventory-documents.ts';
import { usePages } from '../../gql/use-pages.ts';
import { formatCount } from '../../number/format.ts';
import { OwnPanel } from '../own-panel.tsx';
import type { PanelProps } from '../panel-kind.ts';
import { LoadTable } from './load-table.tsx';
import { loadsOnPage, prepareLoads } from './prepare.ts';

/** Every load, newest first, a page at a time; each opens its receipt. */
export function Loads({ spec, context }: PanelProps<'LoadsSpec'>): ReactNode {
  const list = usePages({
    document: loadsDocument,
    from: (after) => ({ after, first: loadsOnPage }),
    pageOf: ({ loads }) => loads,
  });
  return (
    <OwnPanel spec={spec} list={list} stateOf={prepareLoads} height={loadsOnPage * 36}>
      {({ loads, total, more }) => (
        <>
          <LoadTable spec={spec} loads={loads} open={context.search.cell ?? null} />
          <ListFailed list={list} />
          <p className="acts small list-foot">
            {more > 0 && (
              <button type="button" className="link" disabled={list.startedAt !== null} onClick={list.more}>
                {formatCount(more)} more
              </button>
            )}
            <span className="dim" role="status">
              {formatCount(loads.length)} of {countOf(total, 'load')}
            </span>
          </p>
        </>
      )}
    </OwnPanel>
  );
}
