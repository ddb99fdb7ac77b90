import { openWorkspace } from '@assay/workspace';
import type { Workspace } from '@assay/workspace';
import { sampleFolder } from '@assay/workspace/testing';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApi } from './testing/ask.ts';
import { ask, sharedApi } from './testing/ask.ts';

let directory: string;
let workspace: Workspace;

beforeAll(async () => {
  directory = await sampleFolder();
  workspace = await openWorkspace({ directory });
});
afterAll(async () => {
  await workspace.close();
  await rm(directory, { recursive: true });
});

const shared = sharedApi(() => workspace);
const production = { dimension: 'environment', values: ['production'] };
const panel = { metrics: ['over_refusal_rate'], grain: 'none', period: { last: '4w' }, by: [], where: [production] };

const panelsQuery = `query P($r: [PanelInput!]!) { panels(requests: $r) {
  __typename
  ... on PanelFailed { code message todo: hint }
  ... on PanelEmpty { reason message hint }
  ... on PanelReady {
    range { from to } compareRange { from to } grain statements elapsedMs engine queryId asOf
    buckets { start end partial provisional }
    series {
      metric unit by { dimension value label }
      value n rows numerator denominator lower upper interval status verdict
      target { lower upper validFrom proposed }
      caveats { code count text }
      parts { id title value lower upper numerator }
      change { comparedValue comparedN comparedRange { from to } difference lower upper p pAdjusted verdict }
    }
  }
} }`;

interface SeriesData {
  readonly by: readonly { readonly value: string | null; readonly label: string }[];
  readonly value: readonly (number | null)[];
  readonly n: readonly number[];
  readonly rows: readonly number[];
  readonly numerator: readonly number[];
  readonly denominator: readonly number[];
  readonly status: readonly string[];
  readonly caveats: readonly (readonly { readonly code: string; readonly text: string }[])[];
  readonly parts: readonly { readonly id: string; readonly title: string; readonly numerator: readonly number[] }[];
  readonly change: readonly ({ readonly verdict: string } | null)[];
  readonly target: readonly ({ readonly upper: number | null } | null)[];
}
interface PanelData {
  readonly __typename: string;
  readonly code?: string;
  readonly range: { readonly from: string; readonly to: string };
  readonly buckets: readonly { readonly start: string; readonly partial: boolean }[];
  readonly series: readonly SeriesData[];
}

async function panels(api: TestApi, requests: readonly object[]): Promise<readonly PanelData[]> {
  const { data, errors } = await ask(api, panelsQuery, { r: requests });
  expect(errors).toBeUndefined();
  return data?.panels as readonly PanelData[];
}

describe('the sample, through the API', () => {
  it('says what it is', async () => {
    const api = shared();
    const { data } = await ask(
      api,
      '{ health { status engine sample zone } freshness { dataThrough sources { source facts { table rows } } } loads { total loads { source } } }',
    );
    expect(data?.health).toEqual({ status: 'ok', engine: 'duckdb', sample: true, zone: 'UTC' });
    expect(data?.freshness).toMatchObject({ sources: [{ source: 'sample' }] });
    // The week that came late is a load of its own.
    expect(data?.loads).toEqual({ total: 2, loads: [{ source: 'sample' }, { source: 'sample' }] });
  });

  it('has the pages in their order, with every kind of panel', async () => {
    const api = shared();
    const { data } = await ask(
      api,
      `{ pages { id title reader order } page(id: "failure-modes") { period filters compare { kind } where { dimension values }
        panels { __typename ... on TrendSpec { history: trend { last grain } parts } ... on BreakdownSpec { by history2: trend { last } } } } }`,
    );
    expect(data?.pages).toEqual([
      { id: 'scorecard', title: 'Scorecard', reader: 'lead', order: 1 },
      { id: 'failure-modes', title: 'Failure modes', reader: 'trust_safety', order: 2 },
      { id: 'spend', title: 'Spend', reader: 'finance', order: 3 },
      { id: 'drift', title: 'Drift', reader: 'lead', order: 4 },
      { id: 'data', title: 'Data', reader: 'lead', order: 5 },
      { id: 'metrics', title: 'Metrics', reader: 'lead', order: 6 },
      { id: 'quarter', title: 'Quarter', reader: 'lead', order: 7 },
      { id: 'safety', title: 'Safety', reader: 'trust_safety', order: 8 },
      { id: 'judges', title: 'Judges', reader: 'lead', order: 9 },
    ]);
    expect(data?.page).toMatchObject({ period: '4w', compare: { kind: 'previous' }, where: [production] });
    const kinds = (data?.page as { panels: { __typename: string }[] }).panels.map(({ __typename }) => __typename);
    expect(new Set(kinds)).toEqual(
      new Set(['TaxonomySpec', 'ParetoSpec', 'BreakdownSpec', 'HeatmapSpec', 'TrendSpec', 'ReleasesSpec']),
    );
  });

  it('has pages of no numbers, with the receipts they show', async () => {
    const page = `page(id: "data") { period filters compare { kind } panels { __typename ... on LoadsSpec { id title } } }`;
    const { data, errors } = await ask(shared(), `{ ${page} loads { loads { id file tables { table what } } } }`);
    expect(errors).toBeUndefined();
    expect(data?.page).toMatchObject({ period: 'all', filters: [], compare: null });
    const { panels: specs } = data?.page as { panels: { __typename: string }[] };
    expect(specs.map(({ __typename }) => __typename)).toEqual(['SourcesSpec', 'FindingsSpec', 'LoadsSpec']);
    const { loads } = data?.loads as { loads: { id: string; tables: { table: string; what: string }[] }[] };
    const { data: one } = await ask(shared(), `query L($id: ID!) { load(id: $id) { id tables { table what } } }`, {
      id: loads[0]?.id,
    });
    expect(one?.load).toMatchObject({ id: loads[0]?.id, tables: loads[0]?.tables });
    expect(loads.flatMap(({ tables }) => tables)).toContainEqual({ table: 'fact_annotation', what: 'answers' });
  });

  it('answers whole range, weeks, split and comparison in one request', async () => {
    const [whole, weeks, split] = await panels(shared(), [
      { ...panel, compare: { kind: 'previous' } },
      { ...panel, grain: 'week' },
      { ...panel, by: ['workflow'] },
    ]);
    expect([whole, weeks, split].map((each) => each?.__typename)).toEqual(['PanelReady', 'PanelReady', 'PanelReady']);
    const [total] = whole?.series ?? [];
    expect(total?.status).toEqual(['ok']);
    expect(total?.change[0]).not.toBeNull();
    expect(total?.target[0]?.upper).toBe(0.05);
    expect(total?.parts.map(({ id, title }) => [id, title])).toEqual([
      ['full', 'Full refusal'],
      ['partial', 'Partial refusal'],
    ]);
    expect(weeks?.buckets).toHaveLength(4);
    expect(weeks?.series[0]?.value).toHaveLength(4);
    const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
    const rows = total?.rows[0] ?? 0;
    expect(rows).toBeGreaterThan(1_000);
    expect(sum(weeks?.series[0]?.rows ?? [])).toBe(rows);
    expect(sum((split?.series ?? []).map((series) => series.rows[0] ?? 0))).toBe(rows);
    expect(split?.series.map(({ by }) => by[0]?.label)).toContain('Medical intake');
  });

  it('finds the guideline that changed what is a complaint as drift of that task, and nothing else', async () => {
    const { data } = await ask(shared(), '{ freshness { dataThrough } }');
    const end = Date.parse(String((data?.freshness as { dataThrough: string }).dataThrough).slice(0, 10)) + 86_400_000;
    // The sample has 52 weeks; the guideline is of week 18 (docs/sample.md).
    const week = (number: number): string => new Date(end - (52 - number) * 7 * 86_400_000).toISOString().slice(0, 10);
    const drift = { ...panel, metrics: ['label_drift'], by: ['task'], where: [] };
    const [before, after, later] = await panels(shared(), [
      { ...drift, period: { from: week(15), to: week(18) } },
      { ...drift, period: { from: week(18), to: week(21) } },
      { ...drift, period: { from: week(33), to: week(36) } },
    ]);
    const alarms = (found: PanelData | undefined): readonly (string | null | undefined)[] =>
      (found?.series ?? [])
        .filter(({ caveats }) => (caveats[0] ?? []).some(({ code }) => code.startsWith('drift_')))
        .map(({ by }) => by[0]?.value);
    expect([alarms(before), alarms(after), alarms(later)]).toEqual([[], ['intent'], []]);
    const intent = after?.series.find(({ by }) => by[0]?.value === 'intent');
    expect(intent).toMatchObject({ status: ['ok'], verdict: ['missed'] });
    expect(intent?.caveats[0]?.map(({ code }) => code)).toContain('guideline_break');
  });

  it('lets a panel fail alone: environments are never pooled', async () => {
    const [good, pooled] = await panels(shared(), [panel, { ...panel, where: [] }]);
    expect(good?.__typename).toBe('PanelReady');
    expect(pooled).toMatchObject({ __typename: 'PanelFailed', code: 'ENVIRONMENT_POOLED' });
  });

  it('lets a panel with an unknown dimension fail alone', async () => {
    const [good, unknown] = await panels(shared(), [panel, { ...panel, by: ['planet'] }]);
    expect(good?.__typename).toBe('PanelReady');
    expect(unknown).toMatchObject({ __typename: 'PanelFailed', code: 'DIMENSION_UNKNOWN' });
  });

  it('lets a metric of a panel fail alone, and says why', async () => {
    const why = 'missing { metric reason code message hint queryId }';
    const query = `query P($r: [PanelInput!]!) { panels(requests: $r) {
      ... on PanelReady { series { metric } ${why} } ... on PanelFailed { code ${why} } } }`;
    const r = [
      { ...panel, metrics: ['over_refusal_rate', 'rework_rate'] },
      { ...panel, metrics: ['acceptance_rate', 'rework_rate'] },
    ];
    const { data, errors } = await ask(shared(), query, { r });
    expect(errors).toBeUndefined();
    const lacks = (metric: string, title: string) => ({
      metric,
      reason: null,
      code: 'DIMENSION_UNKNOWN',
      message: `${title} has no dimension environment (environment).`,
      hint: expect.stringContaining('It can be split and filtered by: ') as string,
      queryId: null,
    });
    expect(data?.panels).toEqual([
      { series: [{ metric: 'over_refusal_rate' }], missing: [lacks('rework_rate', 'Rework')] },
      { code: 'DIMENSION_UNKNOWN', missing: [lacks('acceptance_rate', 'Acceptance'), lacks('rework_rate', 'Rework')] },
    ]);
  });

  it('tells an empty panel from a failed one', async () => {
    const [empty] = await panels(shared(), [{ ...panel, period: { from: '2001-01-01', to: '2001-02-01' } }]);
    expect(empty).toMatchObject({ __typename: 'PanelEmpty', reason: 'no_data_in_range' });
    const where = [production, { dimension: 'workflow', values: ['Cod'] }];
    const [unknown] = await panels(shared(), [{ ...panel, where }]);
    expect(unknown).toMatchObject({ reason: 'value_unknown', message: 'No rows with workflow "Cod".' });
    const both = [production, { dimension: 'workflow', values: ['Medical intake', 'Medical intak'] }];
    const [beside] = await panels(shared(), [{ ...panel, where: both }]);
    expect(beside).toMatchObject({ reason: 'value_unknown', message: 'No rows with workflow "Medical intak".' });
  });

  it('opens exactly the rows behind a number, page by page, and as a file', async () => {
    const api = shared();
    const medical = { ...panel, period: { last: '1w' }, by: ['workflow'] };
    const [answer] = await panels(api, [medical]);
    const series = answer?.series.find(({ by }) => by[0]?.label === 'Medical intake');
    const cell = { metric: 'over_refusal_rate', by: [{ dimension: 'workflow', value: series?.by[0]?.value }] };
    const query = `query R($q: PanelInput!, $c: CellInput!, $a: String) { rows(request: $q, cell: $c, after: $a, first: 100) { columns { name title type } rows total next } }`;
    const seen = new Set<string>();
    let after: string | null = null;
    do {
      const { data, errors } = await ask(api, query, { q: medical, c: cell, a: after });
      expect(errors).toBeUndefined();
      const page = data?.rows as {
        columns: { name: string }[];
        rows: (string | null)[][];
        total: number;
        next: string | null;
      };
      expect(page.total).toBe(series?.rows[0]);
      for (const row of page.rows) seen.add(String(row[page.columns.findIndex(({ name }) => name === 'output_id')]));
      after = page.next;
    } while (after !== null);
    expect(seen.size).toBe(series?.rows[0]);
    const file = await api.app.inject({ method: 'POST', url: '/export/rows.csv', payload: { request: medical, cell } });
    const records = file.body.split('\r\n').filter((line) => line && !line.startsWith('#'));
    expect(records).toHaveLength(1 + (series?.rows[0] ?? 0));
  });

  it('shows the statement that answered, with typed parameters', async () => {
    const api = shared();
    await panels(api, [panel]);
    const { data, errors } = await ask(
      api,
      `query Q($q: PanelInput!) { query(request: $q) { engine statements { sql parameters { type value } estimate { rows bytes exact } lastElapsedMs lastRows tags sharedBy } } }`,
      { q: panel },
    );
    expect(errors).toBeUndefined();
    const { engine, statements } = data?.query as {
      engine: string;
      statements: { sql: string; parameters: { type: string; value: string | null }[]; sharedBy: string[] }[];
    };
    expect(engine).toBe('duckdb');
    expect(statements).toHaveLength(1);
    expect(statements[0]?.sql.toLowerCase()).toContain('fact_output');
    expect(statements[0]?.parameters.some(({ value }) => value === 'production')).toBe(true);
    expect(statements[0]?.sharedBy).toContain('over_refusal_rate');
  });

  it('names the members of a dimension, and refuses an unknown one', async () => {
    const api = shared();
    const { data } = await ask(api, '{ dimension(id: "environment") { value label rows } }');
    expect((data?.dimension as { value: string }[]).map(({ value }) => value).sort()).toEqual([
      'eval',
      'production',
      'red_team',
    ]);
    const { errors } = await ask(api, '{ dimension(id: "planet") { value } }');
    expect(errors?.[0]?.extensions.code).toBe('DIMENSION_UNKNOWN');
  });

  it('never says a caveat by its code alone', async () => {
    const [answer] = await panels(shared(), [{ ...panel, period: {} }]);
    const caveats = answer?.series[0]?.caveats[0] ?? [];
    expect(caveats.length).toBeGreaterThan(0);
    for (const { code, text } of caveats) expect(text, code).not.toBe(code.replaceAll('_', ' '));
  });
});
