import '@assay/metrics/testing';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleFolder } from '@assay/workspace/testing';
import { describe, expect, it } from 'vitest';
import { run } from '../run.ts';
import { captureTerminal } from '../testing/capture-terminal.ts';
import { emptyFolder } from '../testing/server.ts';

const token = (role: string) => `token-of-${role}-0123456789`;
const viewerRoles = ['lead', 'admin', 'finance', 'trust_safety'];

async function folderWithViewers(): Promise<string> {
  const folder = await sampleFolder(emptyFolder());
  for (const role of viewerRoles) writeFileSync(join(folder, role), token(role), { mode: 0o600 });
  const lines = viewerRoles.map((role) => `  - { name: ${role}, role: ${role}, token_file: ${role} }\n`);
  appendFileSync(join(folder, 'assay.yaml'), `viewers:\n${lines.join('')}`);
  return folder;
}

async function metric(directory: string, given: string | null, ...argv: readonly string[]) {
  const shown = captureTerminal({ directory, env: given === null ? {} : { ASSAY_TOKEN: given } });
  const code = await run(
    ['metric', ...argv, '--where', 'environment=production', '--last', '1w', '--json'],
    shown.terminal,
  );
  return { code, err: shown.err(), document: JSON.parse(shown.out()) as { error?: { code: string; message: string } } };
}

describe('assay metric', () => {
  it('shows the owner all, and a viewer what their role may see', async () => {
    const folder = await folderWithViewers();
    const fates: Record<string, readonly unknown[]> = {};
    for (const role of ['owner', ...viewerRoles]) {
      const given = role === 'owner' ? null : token(role);
      const ran = [
        await metric(folder, given, 'over_refusal_rate'),
        await metric(folder, given, 'costly_answers'),
        await metric(folder, given, 'over_refusal_rate', '--by', 'team'),
        await metric(folder, given, 'worded_answers'),
      ];
      fates[role] = ran.map(({ code, document }) => document.error?.code ?? code);
    }
    expect(fates).toEqual({
      owner: [0, 0, 0, 0],
      lead: [0, 0, 0, 0],
      admin: [0, 0, 0, 'FORBIDDEN'],
      finance: [0, 0, 'FORBIDDEN', 'FORBIDDEN'],
      trust_safety: [0, 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'],
    });
  });

  it('tells what few people did to those alone who may know what single ones did', async () => {
    const folder = await folderWithViewers();
    const kept: Record<string, boolean> = {};
    for (const role of ['owner', ...viewerRoles]) {
      const given = role === 'owner' ? null : token(role);
      const shown = captureTerminal({ directory: folder, env: given === null ? {} : { ASSAY_TOKEN: given } });
      await run(['metric', 'audit_pass_rate', '--by', 'vendor', '--last', '1w', '--json'], shown.terminal);
      expect(JSON.parse(shown.out())).toMatchObject({ metrics: [{ id: 'audit_pass_rate' }] });
      kept[role] = shown.out().includes('few_people');
    }
    expect(kept).toEqual({ owner: false, lead: false, admin: false, finance: true, trust_safety: true });
  });

  it('refuses a token that is nobody\u2019s, rather than show what an owner sees', async () => {
    const folder = await folderWithViewers();
    const nobody = await metric(folder, 'a-token-of-nobody-at-all', 'over_refusal_rate');
    expect(nobody).toMatchObject({ code: 2, document: { error: { code: 'UNAUTHENTICATED' } } });
    expect(nobody.err + JSON.stringify(nobody.document)).not.toContain('a-token-of-nobody');
    writeFileSync(join(folder, 'assay.yaml'), '');
    const pointless = await metric(folder, token('lead'), 'over_refusal_rate');
    expect(pointless).toMatchObject({ code: 2, document: { error: { code: 'CONFIG_INVALID' } } });
  });
});
