import type { ReactNode } from 'react';
import type { PanelInput } from '../gql/types.ts';
import { useDownload } from '../download/use-download.ts';

/** The panel's numbers as CSV. */
export function ExportButton({ input, name }: { readonly input: PanelInput; readonly name: string }): ReactNode {
  const { start, failed, busy } = useDownload();
  return (
    <>
      <button
        type="button"
        className="link"
        disabled={busy}
        onClick={() => start({ kind: 'panel', body: { requests: [input] } }, name)}
      >
        Export
      </button>
      {failed && (
        <span className="err" role="alert">
          {failed}
        </span>
      )}
    </>
  );
}
