import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWarehouse } from '../registry.ts';

describe('a file that is no database', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-open-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const opening = (name: string, content: string | Buffer, access: 'read' | 'load'): Promise<unknown> => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return openWarehouse('duckdb', { path, access, spool: join(folder, 'spool') }).then((opened) => opened.close());
  };

  it.each([
    // DuckDB would open these in memory by itself and forget whatever is loaded into them.
    ['table.csv', 'a,b\n1,2\n3,4\n'],
    ['table.json', '[{"a":1},{"a":2}]'],
    ['short.duckdb', 'x'],
    ['empty.duckdb', ''],
    ['other.sqlite', 'SQLite format 3\0 and more'],
  ])('is refused by its name, for reading and for loading: %s', async (name, content) => {
    await expect(opening(name, content, 'read')).rejects.toMatchObject({ code: 'DATABASE_BROKEN' });
    await expect(opening(name, content, 'load')).rejects.toThrow(`${name} is not a DuckDB database`);
  });

  it('is made when it is missing and data is to be loaded', async () => {
    const path = join(folder, 'new.duckdb');
    const made = await openWarehouse('duckdb', { path, access: 'load', spool: join(folder, 'spool') });
    await made.close();
    await expect(
      openWarehouse('duckdb', { path, access: 'read', spool: join(folder, 'spool') }),
    ).resolves.toHaveProperty('engine', 'duckdb');
  });
});
