import { useState } from 'react';
import type { Download } from './download.ts';
import { download } from './download.ts';

interface DownloadState {
  readonly busy: boolean;
  /** One sentence; null while nothing went wrong. */
  readonly failed: string | null;
  readonly start: (what: Download, name: string) => void;
}

/** One download at a time, with its failure in words. */
export function useDownload(): DownloadState {
  const [state, setState] = useState<{ busy: boolean; failed: string | null }>({ busy: false, failed: null });
  const start = (what: Download, name: string): void => {
    setState({ busy: true, failed: null });
    download(what, name).then(
      () => setState({ busy: false, failed: null }),
      (error: unknown) =>
        setState({ busy: false, failed: error instanceof Error ? error.message : 'The file could not be made.' }),
    );
  };
  return { ...state, start };
}
