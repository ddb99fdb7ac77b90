import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const main = [`--conditions=@assay/source`, fileURLToPath(new URL('./main.ts', import.meta.url))];

describe('the process', () => {
  it('ends with the exit code, results on one stream and complaints on the other', () => {
    const wrong = spawnSync(process.execPath, [...main, 'schema', 'oracle'], { encoding: 'utf8' });
    expect(wrong).toMatchObject({ status: 2, stdout: '' });
    expect(wrong.stderr).toContain('There is no engine "oracle".');
    const version = spawnSync(process.execPath, [...main, '--version'], { encoding: 'utf8' });
    expect(version).toMatchObject({ status: 0, stderr: '' });
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const child = spawn(process.execPath, [...main, 'schema', 'duckdb']);
    child.stdout.destroy();
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(complaint).toBe('');
  });
});
