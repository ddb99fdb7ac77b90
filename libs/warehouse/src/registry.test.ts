import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { duckdb } from './duckdb/entry.ts';
import type { Registry } from './registry.ts';
import { checkEngine, dialectOf, warehouses } from './registry.ts';

describe('the registry', () => {
  it('knows its own ids', () => {
    for (const [key, entry] of Object.entries(warehouses)) expect(entry.id).toBe(key);
    expect(checkEngine('duckdb')).toBe('duckdb');
  });

  it('an entry under another engine’s name, or under no engine’s, does not compile', () => {
    // @ts-expect-error the id is not the key
    const wrong = { postgres: duckdb } satisfies Registry;
    // @ts-expect-error no engine of the contract
    const unknown = { sqlite: duckdb } satisfies Registry;
    expect([Object.keys(wrong), Object.keys(unknown)]).toEqual([['postgres'], ['sqlite']]);
  });

  it.each(['snowflake', 'postgres'])('%s comes later', (name) => {
    expect(() => dialectOf(name)).toThrowError(expect.objectContaining({ code: 'LATER', hint: 'Use one of: duckdb.' }));
  });

  it.each(['', 'DuckDB', 'toString', '__proto__', 'oracle'])('%j is unknown, and there is no default', (name) => {
    expect(() => dialectOf(name)).toThrowError(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });

  it('loads no SDK until a warehouse is opened', () => {
    const door = fileURLToPath(new URL('index.ts', import.meta.url));
    const script = `
      const { dialectOf } = await import(${JSON.stringify(door)});
      dialectOf('duckdb');
      const loaded = process.report.getReport().sharedObjects.filter((path) => path.endsWith('duckdb.node'));
      console.log(JSON.stringify(loaded));`;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--conditions=@assay/source', '--input-type=module', '--eval', script],
      { encoding: 'utf8' },
    );
    expect({ stdout: stdout.trim(), stderr }).toEqual({ stdout: '[]', stderr: '' });
  });
});
