import type { ReactNode } from 'react';
import type { Download } from './download.ts';
import { useDownload } from './use-download.ts';

interface DownloadButtonProps {
  readonly file: Download;
  /** What the file is called, without its ending. */
  readonly name: string;
  readonly children: string;
}

/** Fetches a file, and says beside itself where that failed. */
export function DownloadButton({ file, name, children }: DownloadButtonProps): ReactNode {
  const { start, failed, busy } = useDownload();
  return (
    <>
      <button type="button" className="link" disabled={busy} onClick={() => start(file, name)}>
        {children}
      </button>
      {failed && (
        <span className="err" role="alert">
          {failed}
        </span>
      )}
    </>
  );
}
