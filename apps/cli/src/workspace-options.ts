import type { Terminal } from './shell/terminal.ts';

export interface WorkspaceOptions {
  readonly directory: string;
  readonly database?: string;
}

/** Where to find the data: `--db` when given, else what the working directory says. */
export function workspaceOptions({ directory }: Terminal, db: string | undefined): WorkspaceOptions {
  return db === undefined ? { directory } : { directory, database: db };
}
