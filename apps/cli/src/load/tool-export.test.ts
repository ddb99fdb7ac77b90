import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toolIds } from '@assay/importers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentOf, runAssay } from '../testing/run-assay.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-tool-'));
afterAll(() => rmSync(folder, { recursive: true }));

const task = (id: number) => ({
  id,
  annotations: [
    {
      id: id * 10,
      completed_by: 4,
      result: [{ from_name: 'mood', type: 'choices', value: { choices: ['good'] } }],
      was_cancelled: false,
      created_at: '2024-03-01T08:00:00Z',
      updated_at: '2024-03-01T08:00:00Z',
      lead_time: 7,
    },
  ],
  data: { text: `message ${id}` },
  created_at: '2024-03-01T07:00:00Z',
  updated_at: '2024-03-01T09:00:00Z',
  project: 3,
});

beforeAll(() => {
  writeFileSync(join(folder, 'export.json'), JSON.stringify([task(1), task(2), { id: 3 }]));
  writeFileSync(join(folder, 'table.csv'), 'a,b\n1,2\n');
});

describe('assay load of the export of a tool', () => {
  it('needs no flag: the file says what it is', async () => {
    const ran = await runAssay(folder, 'load', 'export.json', '--json');
    expect(ran.code).toBe(0);
    const counts = { read: 3, loaded: 2, unchanged: 0, quarantined: 1, ignored: 0, reasons: { MALFORMED: 1 } };
    expect(documentOf(ran)).toMatchObject({ files: [{ file: 'export.json', source: 'label_studio', ...counts }] });
    const again = await runAssay(folder, 'load', 'export.json', '--from', 'label-studio', '--set', 'vendor=acme');
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(again.out).toContain('fact_work_item: 2 changed');
  });

  it('names every tool in the help', async () => {
    const { out } = await runAssay(folder, 'load', '--help');
    expect(out.replaceAll(/\s+/g, ' ')).toContain(toolIds.join(', '));
  });

  it('says with exit code 2 or 1 what to do where that is not enough', async () => {
    const refused = async (...argv: readonly string[]) => await runAssay(folder, 'load', ...argv);
    expect(await refused('export.json', '--from', 'label-studio', '--recipe', 'spend')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--from and --recipe do not go together.') as string,
    });
    expect(await refused('export.json', '--from', 'labelbox')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Tools: label-studio, openai-evals.') as string,
    });
    const unknown = await refused('table.csv');
    expect(unknown.code).toBe(1);
    expect(unknown.err).toMatch(
      /table\.csv is not an export that Assay knows\.\s+Say what it is: --from label-studio, openai-evals; --recipe /,
    );
    expect((await refused('export.json', '--strict')).code).toBe(1);
    expect((await refused()).err).toContain('Name at least one file to load.');
  });
});
