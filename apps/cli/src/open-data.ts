import type { OpenOptions, Workspace } from '@assay/workspace';
import { openWorkspace } from '@assay/workspace';
import type { Terminal } from './shell/terminal.ts';
import { workspaceOptions } from './workspace-options.ts';

/** Longer than this, and a person wants to know that something happens. */
const silentMs = 1000;

export interface OpenData {
  readonly db: string | undefined;
  readonly access?: OpenOptions['access'];
}

/** Opens the data a command works on; says so where it takes a while, as when the sample is built the first time. */
export async function openData(terminal: Terminal, { db, access = 'read' }: OpenData): Promise<Workspace> {
  const notice = setTimeout(
    () => terminal.err('Preparing the data; the first time takes some seconds ...\n'),
    silentMs,
  );
  try {
    return await openWorkspace({ ...workspaceOptions(terminal, db), access });
  } finally {
    clearTimeout(notice);
  }
}
