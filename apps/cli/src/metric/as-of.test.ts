import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentOf, runAssay } from '../testing/run-assay.ts';
import { writeXstest } from '../testing/xstest-file.ts';

let folder: string;
let between: string;

const assay = (...argv: readonly string[]) => runAssay(folder, ...argv);

async function load(full: number): Promise<void> {
  const file = writeXstest(folder, 'kind', { full, partial: 0, comply: 40 - full });
  const ran = await assay('load', file, '--recipe', 'xstest', '--set', 'date=2024-01-15');
  expect(ran).toMatchObject({ code: 0, err: '' });
}

async function metric(...flags: readonly string[]) {
  const ran = await assay('metric', 'over_refusal_rate', ...flags, '--json');
  expect(ran.code).toBe(0);
  return documentOf(ran) as {
    readonly metrics: readonly { readonly rows: readonly { n: number; numerator: number; caveats: string[] }[] }[];
    readonly asOf: string;
    readonly empty?: { readonly message: string };
  };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assay-as-of-'));
  await load(4);
  between = new Date().toISOString();
  // The two loads must not fall into one millisecond.
  await pause(5);
  await load(10);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('assay metric --as-of', { timeout: 60_000 }, () => {
  it('gives the number as it was known then, beside what is known now', async () => {
    const then = await metric('--as-of', between);
    expect(then.asOf).toBe(between);
    expect(then.metrics[0]?.rows[0]).toMatchObject({ n: 40, numerator: 4 });
    expect((await metric()).metrics[0]?.rows[0]).toMatchObject({ n: 40, numerator: 10 });
  });

  it('of an instant before the first load says that nothing was there', async () => {
    const { metrics, empty } = await metric('--as-of', '2024-02-01');
    expect(metrics[0]?.rows).toEqual([]);
    expect(empty?.message).toBe('No outputs had been loaded by 2024-02-01T00:00:00.000Z.');
  });

  it('refuses an instant to come', async () => {
    const ran = await assay('metric', 'over_refusal_rate', '--as-of', '2999-01-01', '--json');
    expect(ran.code).toBe(2);
    expect(documentOf(ran)).toMatchObject({ error: { code: 'PARAM_INVALID' } });
  });

  it('says how many rows it lacks because they were erased', async () => {
    expect((await assay('forget', 'xstest:output:kind:main:v2-1')).code).toBe(0);
    const [row] = (await metric('--as-of', between)).metrics[0]?.rows ?? [];
    // The first answer of the file was a full refusal; gone are its output and the grades of two annotators and their agreement.
    expect(row).toMatchObject({ n: 39, numerator: 3 });
    expect(row?.caveats).toContain('erased:4');
    expect((await metric()).metrics[0]?.rows[0]?.caveats).not.toContain('erased:4');
  });
});
