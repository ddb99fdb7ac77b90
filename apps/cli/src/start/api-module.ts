import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AssayError } from '@assay/contract';
import type { Door, Viewers, Workspace } from '@assay/workspace';

/** What the built API offers; see apps/api/src/main.ts. */
export interface ApiModule {
  readonly startApi: (options: ApiOptions) => Promise<RunningApi>;
}

export interface ApiOptions {
  readonly workspace: Workspace;
  readonly door: Door;
  /** Null: whoever reaches this machine from itself is the owner. */
  readonly viewers: Viewers | null;
  /** Absent: 127.0.0.1. */
  readonly host?: string;
  /** Absent: 4400, or the next free one. */
  readonly port?: number;
  /** Folder of the built web app. */
  readonly webRoot: string;
}

export interface RunningApi {
  readonly url: string;
  close(): Promise<void>;
}

const apps = new URL('../../../', import.meta.url);
export const webRoot = fileURLToPath(new URL('web/dist', apps));
export const apiBundle = new URL('api/dist/main.js', apps);

/** The built server, found beside this app; it is built, not run from source, because Node does not strip decorators. */
export async function importApi(bundle: URL = apiBundle): Promise<ApiModule> {
  if (!existsSync(bundle) || !existsSync(webRoot)) {
    throw new AssayError('CONFIG_INVALID', 'The dashboard is not built yet.', {
      hint: '`npm start` builds and serves it; `npm run build` only builds.',
    });
  }
  return (await import(bundle.href)) as ApiModule;
}
