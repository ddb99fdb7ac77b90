import type { OpenOptions, Workspace } from '@assay/workspace';
import { openWorkspace } from '@assay/workspace';
import type { Terminal } from './shell/terminal.ts';
import { workspaceOptions } from './workspace-options.ts';

/** Longer than this, and a person wants to know that something happens. */
const silentMs = 1000;
export const preparing = 'Preparing the data; the first time takes some seconds ...\n';

/** Says so where opening takes a while, as when the sample is built the first time. */
export async function withNotice<T>(terminal: Pick<Terminal, 'err'>, open: () => Promise<T>): Promise<T> {
  const notice = setTimeout(() => terminal.err(preparing), silentMs);
  try {
    return await open();
  } finally {
    clearTimeout(notice);
  }
}

export interface OpenData {
  readonly db: string | undefined;
  readonly access?: OpenOptions['access'];
}

/** Opens the data that a command works on, here or through the server that has it open. */
export async function openData(terminal: Terminal, { db, access = 'read' }: OpenData): Promise<Workspace> {
  return await withNotice(terminal, () => openWorkspace({ ...workspaceOptions(terminal, db), access }));
}
