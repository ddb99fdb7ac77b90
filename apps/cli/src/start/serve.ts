import { once } from 'node:events';
import type { Served } from '@assay/workspace';
import { loadConfig, serveWorkspace } from '@assay/workspace';
import { withNotice } from '../open-data.ts';
import type { ExitCode } from '../shell/exit-code.ts';
import { stopSignal } from '../shell/interrupt.ts';
import type { Terminal } from '../shell/terminal.ts';
import type { ApiOptions, RunningApi } from './api-module.ts';
import { importApi, webRoot } from './api-module.ts';
import { workspaceOptions } from '../workspace-options.ts';
import { openBrowser } from './open-browser.ts';

export interface ServeOptions {
  readonly terminal: Terminal;
  /** Null leaves it to `assay.yaml`, then to the server. */
  readonly port: number | null;
  readonly host: string | null;
  readonly open: boolean;
  readonly db: string | undefined;
}

/** Serves until the first SIGINT or SIGTERM, then closes server and database; a second signal ends at once. */
export async function serve(options: ServeOptions): Promise<ExitCode> {
  const stop = stopSignal();
  stop.signal.addEventListener('abort', () => options.terminal.err('Stopping ...\n'));
  try {
    const { startApi } = await importApi();
    const address = await addressOf(options);
    const { terminal, db } = options;
    const served = await withNotice(terminal, () => serveWorkspace(workspaceOptions(terminal, db)));
    try {
      if (stop.signal.aborted) return 0;
      const api = await startApi({ ...served, webRoot, ...address });
      await runUntil(stop.signal, { api, served, options });
    } finally {
      // A load under way is rolled back before its database closes.
      await served.door.close();
      await served.workspace.close();
    }
    return 0;
  } finally {
    stop.release();
  }
}

/** Where to listen: what the flags say, else `assay.yaml`; what neither says is left to the server. */
async function addressOf({ terminal, host, port }: ServeOptions): Promise<Pick<ApiOptions, 'host' | 'port'>> {
  const config = await loadConfig({ directory: terminal.directory });
  const address = { host: host ?? config.host, port: port ?? config.port };
  return {
    ...(address.host === null ? {} : { host: address.host }),
    ...(address.port === null ? {} : { port: address.port }),
  };
}

interface Running {
  readonly api: RunningApi;
  readonly served: Served;
  readonly options: ServeOptions;
}

async function runUntil(signal: AbortSignal, { api, served, options }: Running): Promise<void> {
  const { terminal } = options;
  try {
    terminal.out(`Assay is ready: ${api.url}\n`);
    terminal.err(`${whatIsShown(served)}\nCtrl-C stops it.\n`);
    if (options.open && !(await openBrowser(api.url)))
      terminal.err('No browser could be opened: follow the address above.\n');
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await api.close();
  }
}

function whatIsShown({ workspace }: Served): string {
  if (!workspace.isSample) return `It shows ${workspace.database}.`;
  const how = 'To see your own, load it from another terminal, for example "npx assay load FILE --recipe NAME".';
  return `It shows the built-in sample data. ${how}`;
}
