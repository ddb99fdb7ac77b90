import type { Estimate, PanelAnswer, PanelRequest, ReadyAnswer, Role } from '@assay/contract';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWarehouse } from '@assay/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Asker, Workspace } from './workspace.ts';
import { openWorkspace } from './open.ts';

let directory: string;
let workspace: Workspace;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'assay-missing-'));
  workspace = await openWorkspace({ directory });
}, 60_000);
afterAll(async () => {
  await workspace.close();
  rmSync(directory, { recursive: true, force: true });
});

const as = (role: Role): Asker => ({ viewer: { id: role, role }, signal: AbortSignal.timeout(60_000), page: null });
const request = (metrics: readonly string[], change: Partial<PanelRequest> = {}): PanelRequest => ({
  metrics,
  grain: 'none',
  range: { kind: 'last', last: { count: 4, unit: 'week' } },
  by: [],
  where: [],
  compare: { kind: 'previous' },
  params: { gradeBasis: 'best' },
  asOf: null,
  ...change,
});
const production = [{ dimension: 'environment', values: ['production'] }];

async function ask(asked: PanelRequest, role: Role = 'owner', of = workspace): Promise<PanelAnswer> {
  const [answer] = await of.answer([asked], as(role));
  if (!answer) throw new Error('There is no answer.');
  return answer;
}

async function ready(asked: PanelRequest, role: Role = 'owner', of = workspace): Promise<ReadyAnswer> {
  const answer = await ask(asked, role, of);
  if (answer.kind !== 'ready') throw new Error(JSON.stringify(answer));
  return answer;
}

const metricsOf = ({ estimates }: ReadyAnswer): readonly string[] => estimates.map(({ metric }) => metric);
const valueOf = ({ metric, value, n, change }: Estimate): object => ({ metric, value, n, change: change?.p ?? null });

describe('a metric without numbers', () => {
  it('takes nothing from those it was asked with: a filter that it does not know', async () => {
    const both = await ready(request(['accepted_items', 'over_refusal_rate'], { where: production }));
    expect(metricsOf(both)).toEqual(['over_refusal_rate']);
    expect(both.missing).toEqual([
      {
        metric: 'accepted_items',
        why: expect.objectContaining({
          kind: 'failed',
          code: 'DIMENSION_UNKNOWN',
          message: 'Accepted items has no dimension environment (environment).',
        }) as object,
      },
    ]);
    const alone = await ready(request(['over_refusal_rate'], { where: production }));
    expect(both.estimates.map(valueOf)).toEqual(alone.estimates.map(valueOf));
  });

  it('says so itself where the role may not see it, and its rows and query stay closed', async () => {
    const asked = request(['accepted_items', 'spend_actual', 'rework_rate']);
    const answer = await ready(asked, 'trust_safety');
    expect(metricsOf(answer)).toEqual(['accepted_items', 'rework_rate']);
    expect(answer.missing.map(({ metric, why }) => [metric, why.kind === 'empty' && why.reason])).toEqual([
      ['spend_actual', 'no_access'],
    ]);
    const { statements } = await workspace.explain(asked, as('trust_safety'));
    expect(statements.flatMap(({ sharedBy }) => sharedBy).toSorted()).toEqual(['accepted_items', 'rework_rate']);
    expect(statements.map(({ sql }) => sql).join()).not.toContain('fact_invoice_line');
    const cell = { metric: 'spend_actual', bucket: null, by: {} };
    await expect(
      workspace.rows({ request: asked, cell, after: null, first: 1 }, as('trust_safety')),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('leaves the rows behind the others within reach', async () => {
    const asked = request(['accepted_items', 'over_refusal_rate'], { where: production });
    const [number] = (await ready(asked)).estimates;
    const cell = { metric: 'over_refusal_rate', bucket: null, by: {} };
    const page = await workspace.rows({ request: asked, cell, after: null, first: 1 }, as('owner'));
    expect(page.total).toBe(number?.rows);
    expect((await workspace.explain(asked, as('owner'))).statements).toHaveLength(1);
  });

  it('has its own reason where none has numbers', async () => {
    const asked = request(['spend_actual', 'accepted_items'], { where: production });
    const answer = await ask(asked, 'trust_safety');
    expect(answer).toMatchObject({ kind: 'empty', reason: 'no_access' });
    const why = answer.missing?.map((each) => [each.metric, each.why.kind === 'failed' && each.why.code]);
    expect(why).toEqual([
      ['spend_actual', false],
      ['accepted_items', 'DIMENSION_UNKNOWN'],
    ]);
  });

  it('is no part of a failure of the whole request', async () => {
    const points = request(['over_refusal_rate', 'rework_rate'], {
      grain: 'day',
      range: { kind: 'days', days: { from: '1000-01-01' as never, to: '2026-01-01' as never } },
    });
    expect(await ask(request([]))).toMatchObject({ kind: 'failed', code: 'USAGE' });
    expect(await ask(points)).toMatchObject({ kind: 'failed', code: 'TOO_LARGE' });
  });
});

describe('a statement that fails', () => {
  beforeAll(async () => {
    const place = { path: join(directory, '.assay/sample.duckdb'), spool: join(directory, '.assay/spool') };
    await workspace.close();
    const warehouse = await openWarehouse('duckdb', { ...place, access: 'load' });
    const session = await warehouse.loader?.begin();
    const context = { signal: AbortSignal.timeout(60_000), timeoutMs: 10_000, maxRows: 1, maxBytes: 1000, tags: {} };
    await session?.run(
      { sql: 'alter table fact_incident rename column severity_rank to gone', parameters: [] },
      context,
    );
    await session?.commit();
    await warehouse.close();
    workspace = await openWorkspace({ directory });
  });

  it('takes the metrics of its fact alone', async () => {
    const answer = await ready(request(['accepted_items', 'incident_rate', 'spend_actual', 'open_incidents']));
    expect(metricsOf(answer)).toEqual(['accepted_items', 'spend_actual']);
    expect(answer.missing.map(({ metric, why }) => [metric, why.kind])).toEqual([
      ['incident_rate', 'failed'],
      ['open_incidents', 'failed'],
    ]);
    const adjusted = answer.estimates.map(({ change }) => change?.verdict);
    // Not all of the last weeks' cost is known yet, so that it is compared with nothing.
    expect(adjusted).toEqual(['counted', undefined]);
  });

  it('fails the request where it was all of it', async () => {
    expect(await ask(request(['incident_rate']))).toMatchObject({ kind: 'failed' });
    const two = await ask(request(['incident_rate', 'open_incidents']));
    expect(two.kind).toBe('failed');
    expect(two.missing?.map(({ metric }) => metric)).toEqual(['incident_rate', 'open_incidents']);
  });
});
