import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { DrawerFrame } from '../../drawer/drawer-frame.tsx';
import { failureOf } from '../../gql/client.ts';
import { loadDocument } from '../../gql/inventory-documents.ts';
import { words } from '../../words.ts';
import type { BehindProps } from '../panel-kind.ts';
import { Receipt } from './receipt.tsx';

/** The receipt of the load that the address names. */
export default function LoadDrawer({ spec, address }: BehindProps<'LoadsSpec'>): ReactNode {
  const id = address.question;
  const [{ data, error }, ask] = useQuery({ query: loadDocument, variables: { id } });
  const failure = error ? failureOf(error) : null;
  return (
    <DrawerFrame title={data?.load.file ?? 'Load'} crumb={spec.title} toTabs={false}>
      {data && <Receipt key={id} load={data.load} />}
      {!data && !failure && <div className="skeleton" style={{ height: 480 }} />}
      {!data && failure && (
        <div className="failed" role="alert">
          <p className="err">{failure.message}</p>
          {failure.hint && <p className="dim">{failure.hint}</p>}
          <button type="button" className="btn" onClick={() => ask({ requestPolicy: 'network-only' })}>
            {words.retry}
          </button>
        </div>
      )}
    </DrawerFrame>
  );
}
