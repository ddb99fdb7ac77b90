import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { keyFingerprint, pseudonymKey, pseudonymOf, pseudonymsUnder } from './key.ts';

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'assay-key-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}
const zeros = { bytes: Buffer.alloc(32) };

describe('pseudonymKey', () => {
  it('makes a key of 32 bytes for its owner alone, and finds it again', async () => {
    const directory = join(await folder(), 'new');
    const first = await pseudonymKey(directory, {});
    expect(first.bytes).toHaveLength(32);
    expect(await pseudonymKey(directory, {})).toEqual(first);
    expect(await readdir(directory)).toEqual(['pseudonym.key']);
    expect((await readFile(join(directory, 'pseudonym.key'), 'utf8')).trim()).toBe(first.bytes.toString('hex'));
    if (process.platform === 'win32') return;
    expect((await stat(join(directory, 'pseudonym.key'))).mode & 0o777).toBe(0o600);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
  });

  it('gives every process that starts at once the same key', async () => {
    const directory = await folder();
    const keys = await Promise.all(Array.from({ length: 8 }, () => pseudonymKey(directory, {})));
    expect(new Set(keys.map((key) => key.bytes.toString('hex'))).size).toBe(1);
    expect(await readdir(directory)).toEqual(['pseudonym.key']);
  });

  it('prefers the environment, and then writes nothing', async () => {
    const directory = await folder();
    const { bytes } = await pseudonymKey(directory, { ASSAY_PSEUDONYM_KEY: '0f'.repeat(32) });
    expect(bytes.toString('hex')).toBe('0f'.repeat(32));
    expect(await readdir(directory)).toEqual([]);
  });

  it('refuses a key that is none, and does not repeat it', async () => {
    const directory = await folder();
    await expect(pseudonymKey(directory, { ASSAY_PSEUDONYM_KEY: 'hunter2' })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: 'The environment variable ASSAY_PSEUDONYM_KEY does not hold a key.',
    });
    await writeFile(join(directory, 'pseudonym.key'), 'short', { mode: 0o600 });
    await expect(pseudonymKey(directory, {})).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  it.skipIf(process.platform === 'win32')('refuses a key that others can read (POSIX modes)', async () => {
    const directory = await folder();
    await pseudonymKey(directory, {});
    await chmod(join(directory, 'pseudonym.key'), 0o640);
    await expect(pseudonymKey(directory, {})).rejects.toThrow(/can be read by others/);
  });
});

// RFC 4231, test case 1, has a key of 20 bytes 0x0b and the data "Hi There".
it('pseudonymOf is the start of HMAC-SHA-256', () => {
  expect(pseudonymOf('Hi There', { bytes: Buffer.alloc(20, 0x0b) })).toBe('b0344c61d8db38535ca8');
});

it('keyFingerprint tells keys apart and is no pseudonym of a plausible name', () => {
  expect(keyFingerprint(zeros)).toMatch(/^[0-9a-f]{20}$/);
  expect(keyFingerprint(zeros)).not.toBe(keyFingerprint({ bytes: Buffer.alloc(32, 1) }));
});

it('pseudonymsUnder a key gives the same as one by one, for texts of any length and script', () => {
  const key = { bytes: Buffer.alloc(32, 3) };
  const hash = pseudonymsUnder(key);
  const texts = ['', 'a', 'Größe', '\u{1F600}'.repeat(3000), 'x'.repeat(100_000), 'short again', '\uD800'];
  for (const text of texts) expect(hash(text)).toBe(pseudonymOf(text, key));
});
