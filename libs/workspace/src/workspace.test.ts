import type { Estimate, PanelRequest } from '@assay/contract';
import type { Asker, Workspace } from './workspace.ts';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkspace } from './open.ts';
import { sampleFolder } from './testing/sample-folder.ts';

const asker = (): Asker => ({
  viewer: { id: 'test', role: 'owner' },
  signal: AbortSignal.timeout(30_000),
  page: 'test',
});
const request = (change: Partial<PanelRequest> = {}): PanelRequest => ({
  metrics: ['over_refusal_rate'],
  grain: 'none',
  range: { kind: 'last', last: { count: 1, unit: 'week' } },
  by: [],
  where: [{ dimension: 'environment', values: ['production'] }],
  compare: null,
  params: { gradeBasis: 'best' },
  asOf: null,
  ...change,
});

let directory: string;
let workspace: Workspace;
beforeAll(async () => {
  directory = await sampleFolder();
  workspace = await openWorkspace({ directory });
}, 60_000);
afterAll(async () => {
  await workspace.close();
  rmSync(directory, { recursive: true, force: true });
});

async function estimates(change: Partial<PanelRequest>): Promise<readonly Estimate[]> {
  const [answer] = await workspace.answer([request(change)], asker());
  if (answer?.kind !== 'ready') throw new Error(JSON.stringify(answer));
  return answer.estimates;
}

describe('a directory without data', () => {
  it('shows the sample, which reaches the last Sunday', async () => {
    expect(workspace.isSample).toBe(true);
    const { dataThrough } = await workspace.freshness(null, asker());
    expect(new Date(`${dataThrough ?? ''}T00:00:00Z`).getUTCDay()).toBe(0);
  });

  it('passes its own doctor', async () => {
    const { steps, findings } = await workspace.doctor(asker());
    expect(steps.filter(({ ok }) => !ok)).toEqual([]);
    expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('a shipped page', () => {
  it('opens as its file says where the data has everything it names', async () => {
    for (const page of workspace.pages) expect(await workspace.page(page.id, asker())).toEqual(page);
  });

  it('that does not exist is said to be so', async () => {
    await expect(workspace.page('nope', asker())).rejects.toMatchObject({ code: 'PAGE_UNKNOWN' });
  });
});

describe('the rows behind a number', () => {
  it('are those of four weeks where a week alone has too little', async () => {
    const asked = {
      ...{ metrics: ['iaa_alpha'], grain: 'week' as const, by: ['task', 'vendor'], where: [] },
      range: { kind: 'last' as const, last: { count: 13, unit: 'week' as const } },
    };
    const long = (await estimates(asked)).filter(({ caveats }) => caveats.some(({ code }) => code === 'four_weeks'));
    expect(long.length).toBeGreaterThan(0);
    for (const { metric, bucket, by, rows } of long.slice(0, 2)) {
      const question = { request: request(asked), cell: { metric, bucket, by }, after: null, first: 1 };
      expect((await workspace.rows(question, asker())).total).toBe(rows);
    }
  });

  it('are as many as the number says, in every slice and week, each once', async () => {
    const change = {
      grain: 'week',
      range: { kind: 'last', last: { count: 2, unit: 'week' } },
      by: ['workflow'],
    } as const;
    const numbers = await estimates(change);
    expect(numbers.length).toBeGreaterThan(10);
    for (const { metric, bucket, by, rows } of numbers.slice(0, 6)) {
      const seen = new Set<string | null>();
      let after: string | null = null;
      do {
        const question = { request: request(change), cell: { metric, bucket, by }, after, first: 100 };
        const page = await workspace.rows(question, asker());
        expect(page.total).toBe(rows);
        for (const row of page.rows) seen.add(row[1] ?? null);
        after = page.next;
      } while (after !== null);
      expect(seen.size).toBe(rows);
    }
  });

  it('name members by their labels', async () => {
    const question = {
      request: request(),
      cell: { metric: 'over_refusal_rate', bucket: null, by: {} },
      after: null,
      first: 1,
    };
    const { columns, rows } = await workspace.rows(question, asker());
    const at = columns.findIndex(({ name }) => name === 'workflow_id');
    // A label has words where the key has a code.
    expect(rows[0]?.[at]).toMatch(/^[A-Z][a-z]+( [a-z]+)?$/);
  });

  it('refuse a cursor of another list', async () => {
    const question = {
      request: request(),
      cell: { metric: 'over_refusal_rate', bucket: null, by: {} },
      after: 'nonsense',
      first: 1,
    };
    await expect(workspace.rows(question, asker())).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });
});

describe('answers', () => {
  it('fail alone', async () => {
    const answers = await workspace.answer(
      [
        request(),
        request({ metrics: ['nope'] }),
        request({ by: ['nope'] }),
        request({ where: [] }),
        request({ where: [{ dimension: 'workflow', values: ['nope'] }] }),
      ],
      asker(),
    );
    expect(answers.map((answer) => (answer.kind === 'failed' ? answer.code : answer.kind))).toEqual([
      'ready',
      'METRIC_UNKNOWN',
      'DIMENSION_UNKNOWN',
      'ENVIRONMENT_POOLED',
      'empty',
    ]);
  });

  it('do not end for others when the first asker leaves', async () => {
    // A copy: the same file is open in this process already.
    copyFileSync(join(directory, workspace.database), join(directory, 'copy.duckdb'));
    const cold = await openWorkspace({ directory, database: 'copy.duckdb' });
    try {
      const leaving = new AbortController();
      const first = cold.answer([request()], { ...asker(), signal: leaving.signal }).catch((error: unknown) => error);
      const second = cold.answer([request()], asker());
      setTimeout(() => leaving.abort(), 3);
      await first;
      expect((await second)[0]?.kind).toBe('ready');
    } finally {
      await cold.close();
    }
  });

  it('end when the asker leaves', async () => {
    const left = { ...asker(), signal: AbortSignal.abort() };
    const outcome = await workspace
      .answer([request({ by: ['locale'] })], left)
      .catch((error: unknown) => [{ kind: 'failed', code: (error as { code: string }).code }]);
    expect(outcome[0]).toMatchObject({ kind: 'failed', code: 'WAREHOUSE_CANCELLED' });
  });

  it('explain the statement that was run, with what it took', async () => {
    await workspace.answer([request()], asker());
    const { statements } = await workspace.explain(request(), asker());
    expect(statements).toHaveLength(1);
    expect(statements[0]?.lastElapsedMs).toBeGreaterThan(0);
    expect(statements[0]?.sql).toContain('from fact_output o');
  });
});
