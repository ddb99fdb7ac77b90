import type { Viewers } from '@assay/workspace';
import { viewersOf } from '@assay/workspace';
import { sampleFolder } from '@assay/workspace/testing';
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Roles that viewers may have, each with a token of its own. */
export const tokens = {
  lead: 'lead-token-0123456789abcdef',
  trust_safety: 'safety-token-0123456789abcdef',
  finance: 'finance-token-0123456789abcdef',
  admin: 'admin-token-0123456789abcdef',
} as const;
export type ViewerRole = keyof typeof tokens;
export const viewerRoles = Object.keys(tokens) as ViewerRole[];

export interface ViewersFolder {
  readonly directory: string;
  readonly viewers: Viewers;
  remove(): Promise<void>;
}

/** A folder with the sample, whose `assay.yaml` names a viewer of each role, called after it. */
export async function viewersFolder(): Promise<ViewersFolder> {
  const directory = await sampleFolder();
  for (const role of viewerRoles) await writeFile(join(directory, `${role}.token`), tokens[role], { mode: 0o600 });
  const lines = viewerRoles.map((role) => `  - { name: The ${role}, role: ${role}, token_file: ${role}.token }`);
  await appendFile(join(directory, 'assay.yaml'), `viewers:\n${lines.join('\n')}\n`);
  const viewers = await viewersOf(directory);
  if (!viewers) throw new TypeError('assay.yaml names viewers.');
  return { directory, viewers, remove: () => rm(directory, { recursive: true }) };
}
