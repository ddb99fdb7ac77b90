import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { documentOf, runAssay } from '../testing/run-assay.ts';
import { writeXstest } from '../testing/xstest-file.ts';

const set = ['--recipe', 'xstest', '--set', 'date=2024-01-15'] as const;

it('assay quarantine shows all that a load set aside, page after page', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-quarantine-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = writeXstest(folder, 'm', { full: 1, partial: 0, comply: 1 });
  // More than two pages.
  const bad = Array.from({ length: 1100 }, (_, n) => `x-${n},homonyms,How ${n}?,Answer,odd,odd,TRUE,odd\n`);
  appendFileSync(join(folder, file), bad.join(''));
  const loaded = await runAssay(folder, 'load', file, ...set, '--json');
  const { files } = documentOf(loaded) as { files: readonly [{ load: string; quarantined: number }] };
  const [{ load, quarantined }] = files;
  expect(quarantined).toBe(1100);

  const { code, out, err } = await runAssay(folder, 'quarantine', load.slice(0, 8));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const [head, ...lines] = out.trimEnd().split('\n');
  expect(head).toBe(`${file}: 1,100 of 1,102 records set aside.`);
  const records = new Set(lines.map((line) => /record (\d+), line (\d+), column .*, V-E1/.exec(line)?.[1]));
  expect(records.size).toBe(1100);
  expect(lines[0]).toMatch(/^ {2}record 3, line 4, column /);

  const asked = await runAssay(folder, 'quarantine', load, '--json');
  const { entries, ...about } = documentOf(asked) as {
    readonly entries: readonly { readonly record: number; readonly raw: string }[];
  };
  expect(about).toEqual({ load, file, read: 1102, quarantined: 1100 });
  expect(new Set(entries.map(({ record }) => record)).size).toBe(1100);
  expect(JSON.parse(entries[0]?.raw ?? '')).toMatchObject({ id: 'x-0', final_label: 'odd' });
  // Prompts and answers are not kept.
  expect(asked.out).not.toContain('How 0?');

  expect((await runAssay(folder, 'quarantine')).code).toBe(2);
  expect(documentOf(await runAssay(folder, 'quarantine', '00000000', '--json'))).toMatchObject({
    error: { code: 'LOAD_UNKNOWN' },
  });
});

it('of a load without a bad record it is an empty list', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-quarantine-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = writeXstest(folder, 'm', { full: 1, partial: 0, comply: 1 });
  const loaded = documentOf(await runAssay(folder, 'load', file, ...set, '--json')) as {
    readonly files: readonly [{ readonly load: string }];
  };
  const asked = await runAssay(folder, 'quarantine', loaded.files[0].load, '--json');
  expect(documentOf(asked)).toMatchObject({ quarantined: 0, entries: [] });
});
