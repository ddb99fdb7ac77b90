import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentOf, runAssay } from '../testing/run-assay.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-doctor-'));
  mkdirSync(join(folder, 'plan'));
  const columns = ['line', 'version', 'current'].map((name) => `  ${name}: {}`).join('\n');
  writeFileSync(join(folder, 'plan', 'recipe.yaml'), `name: plan\ntitle: A plan\nformat: csv\ncolumns:\n${columns}\n`);
  writeFileSync(
    join(folder, 'plan', 'fact_budget.sql'),
    `select _record, line as budget_line_id, version as budget_version, current as is_current,
      '2026-01-01' as period_month, 'USD' as currency from source`,
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

const assay = (...argv: readonly string[]) => runAssay(folder, ...argv);

async function load(...lines: readonly string[]): Promise<void> {
  writeFileSync(join(folder, 'plan.csv'), ['line,version,current', ...lines, ''].join('\n'));
  expect(await assay('load', 'plan.csv', '--recipe', './plan', '--json')).toMatchObject({ code: 0, err: '' });
}

const doctor = async () => {
  const ran = await assay('doctor', '--json');
  const { ok, steps, findings, unfilled } = documentOf(ran) as Record<string, unknown>;
  // Nothing is loaded that metrics count, which the step on freshness says in its own words.
  const failed = (steps as { name: string; ok: boolean }[]).filter((step) => !step.ok).map(({ name }) => name);
  return { code: ran.code, ok, failed, findings: findings as Record<string, unknown>[], unfilled };
};

describe('assay doctor', { timeout: 30_000 }, () => {
  it('says which rules the data breaks, since when and what to do, until it is mended', async () => {
    await load('b1,v1,true', 'b2,v2,true');
    const before = await doctor();
    expect(before).toMatchObject({ code: 1, ok: false, failed: ['freshness'] });
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
    await load('b2,v2,false');
    expect(await doctor()).toMatchObject({ failed: ['freshness'], findings: [] });
  });

  it('finds what a load leaves to it, and keeps it', async () => {
    await load('b1,v1,true');
    const unfilled = { table: 'fact_budget', rows: 1 };
    expect(await doctor()).toMatchObject({ findings: [], unfilled: [unfilled] });
    expect((await assay('doctor')).out).toContain(
      'note     fact_budget: not known in 1 rows: never filled: cost_category',
    );
  });
});
