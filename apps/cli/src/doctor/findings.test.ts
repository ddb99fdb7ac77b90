import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentOf, runAssay } from '../testing/run-assay.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-doctor-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const assay = (...argv: readonly string[]) => runAssay(folder, ...argv);

/** A recipe of its own: which columns the file has, and the select that fills one table. */
function recipe(name: string, columns: readonly string[], [table, select]: readonly [string, string]): void {
  mkdirSync(join(folder, name));
  const lines = columns.map((column) => `  ${column}: {}`).join('\n');
  const head = `name: ${name}\ntitle: Made for a test\nformat: csv\ncolumns:\n${lines}\n`;
  writeFileSync(join(folder, name, 'recipe.yaml'), head);
  writeFileSync(join(folder, name, `${table}.sql`), `select _record, ${select} from source`);
}

async function load(name: string, ...lines: readonly string[]): Promise<unknown> {
  writeFileSync(join(folder, `${name}.csv`), `${lines.join('\n')}\n`);
  const ran = await assay('load', `${name}.csv`, '--recipe', `./${name}`, '--json');
  expect(ran).toMatchObject({ code: 0, err: '' });
  return (documentOf(ran) as { files: readonly { findings: unknown }[] }).files[0]?.findings;
}

const doctor = async () => {
  const ran = await assay('doctor', '--json');
  const { ok, steps, findings, unfilled } = documentOf(ran) as Record<string, unknown>;
  const known = steps as { name: string; ok: boolean; detail: string }[];
  const failed = known.filter((step) => !step.ok).map(({ name }) => name);
  const fresh = known.find(({ name }) => name === 'freshness')?.detail;
  return { code: ran.code, ok, failed, fresh, findings: findings as Record<string, unknown>[], unfilled };
};

describe('assay doctor', () => {
  it('says which rules the data breaks, since when and what to do, until it is mended', async () => {
    const plan = `line as budget_line_id, version as budget_version, current as is_current,
      '2026-01-01' as period_month, 'USD' as currency`;
    recipe('plan', ['line', 'version', 'current'], ['fact_budget', plan]);
    const broken = { rule: 'V-M6', level: 'error', table: 'fact_budget', column: 'is_current', count: 1 };
    const brought = await load('plan', 'line,version,current', 'b1,v1,true', 'b2,v2,true');
    expect(brought).toMatchObject([{ ...broken, counts: 'months' }]);
    const before = await doctor();
    expect(before).toMatchObject({ code: 1, ok: false, failed: [] });
    // A plan is no data through a day.
    expect(before.fresh).toMatch(/^rows \(budget lines without a day\), loaded \S+Z$/);
    const { firstSeenAt, ...found } = before.findings[0] ?? {};
    expect(before.findings).toHaveLength(1);
    expect(found).toMatchObject({ rule: 'V-M6', level: 'error', table: 'fact_budget', count: 1, counts: 'months' });
    expect(found).toMatchObject({ sample: ['2026-01-01'], load: expect.stringMatching(/^[0-9a-f-]{36}$/) as string });
    const text = (await assay('doctor')).out;
    expect(text).toContain(
      'ERROR    V-M6  fact_budget.is_current: two versions of the budget are current for one month\n' +
        `         months: 1, 2026-01-01; since ${String(firstSeenAt).slice(0, 10)}\n` +
        '         fix: Leave is_current on one of them.\n',
    );
    expect((await doctor()).findings[0]).toMatchObject({ firstSeenAt });
    expect(await load('plan', 'line,version,current', 'b2,v2,false')).toEqual([]);
    expect(await doctor()).toMatchObject({ code: 0, failed: [], findings: [] });
  });

  it('finds what a load leaves to it, keeps it, and says which columns are not filled', async () => {
    const output = `id as output_id, 'eval' as environment, 'm' as model_version_id, 'run' as run_id, 0 as sample_index,
      tested as case_version_id, '2026-01-05T00:00:00Z' as produced_at, 'ok' as status, 'unknown' as request_class`;
    recipe('runs', ['id', 'tested'], ['fact_output', output]);
    await load('runs', 'id,tested', 'o1,c1', 'o2,c1', 'o3,c2');
    const before = await doctor();
    expect(before).toMatchObject({ code: 1, failed: [] });
    expect(before.findings).toMatchObject([{ rule: 'V-O2', level: 'error', sample: ['run c1 0'], load: null }]);
    const { firstSeenAt } = before.findings[0] ?? {};
    expect((await doctor()).findings).toMatchObject([{ rule: 'V-O2', firstSeenAt }]);
    const { out } = await assay('doctor');
    expect(out).toContain('note     fact_output: not known in 3 rows: never filled: schema_required, prompt_hash\n');
    expect(out).toMatch(/\nEverything works; the data has 1 error\.\n$/);
  });

  it('is told beside the numbers of the tables that break a rule, and beside no others', async () => {
    const output = `id as output_id, 'eval' as environment, 'm' as model_version_id, 'run' as run_id, 0 as sample_index,
      tested as case_version_id, '2026-01-05T00:00:00Z' as produced_at, 'ok' as status, 'unknown' as request_class`;
    recipe('runs', ['id', 'tested'], ['fact_output', output]);
    const plan = `id as budget_line_id, tested as budget_version, 'true' as is_current, '2026-01-01' as period_month`;
    recipe('plan', ['id', 'tested'], ['fact_budget', plan]);
    await load('runs', 'id,tested', 'o1,c1', 'o2,c1', 'o3,c2');
    expect(await load('plan', 'id,tested', 'b1,v1', 'b2,v2')).toMatchObject([{ rule: 'V-M6' }]);
    const asked = ['metric', 'over_refusal_rate', '--where', 'environment=eval'] as const;
    const notes = async (...more: readonly string[]) =>
      (documentOf(await assay(...asked, '--json', ...more)) as { notes: unknown }).notes;
    expect(await notes()).toEqual([]);
    await doctor();
    expect(await notes()).toMatchObject([{ rule: 'V-O2', level: 'error', table: 'fact_output', count: 1 }]);
    // What was wrong at an earlier instant is not kept.
    expect(await notes('--as-of', new Date().toISOString())).toEqual([]);
    expect((await assay(...asked)).out).toMatch(
      /\nThe data behind these numbers breaks rules; assay doctor says what to do\.\nerror V-O2 {2}fact_output\.\S.*: .+ \(.+: 1\)\n$/,
    );
  });
});
