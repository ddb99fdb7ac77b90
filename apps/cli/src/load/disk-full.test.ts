import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { documentOf, runAssay } from '../testing/run-assay.ts';
import { writeXstest } from '../testing/xstest-file.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const isPosix = process.platform !== 'win32';
/** A limit on the size of files ends writes as a full disk does, and needs no disk of its own. */
const limited = `trap '' XFSZ; ulimit -f 4000; exec "$0" "$@"`;

it.skipIf(!isPosix)(
  `a disk that is full keeps nothing, says so, and the next load works${isPosix ? '' : ' (skipped: no POSIX shell)'}`,
  { timeout: 60_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-disk-'));
    try {
      const file = writeXstest(folder, 'm', { full: 30_000, partial: 0, comply: 0 });
      const load = ['load', file, '--recipe', 'xstest', '--set', 'date=2024-01-15', '--json'];
      const argv = ['-c', limited, process.execPath, '--conditions=@assay/source', main, ...load];
      const { status, stdout } = spawnSync('sh', argv, { cwd: folder, encoding: 'utf8' });
      expect(status).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({
        files: [],
        error: {
          code: 'WAREHOUSE_LIMIT',
          message: `There was no room for ${file}: nothing of it was kept.`,
          hint: 'Free space on the disk of the database, and run the same command again.',
        },
      });
      const again = await runAssay(folder, ...load);
      expect(again.code).toBe(0);
      expect(documentOf(again)).toMatchObject({ files: [{ read: 30_000, loaded: 30_000 }] });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
