import type { PageAnswer, PanelInput, PanelResult, Series } from '../gql/types.ts';
import { changeOf, readyWith, seriesWith, weeks } from './answers.ts';
import { inventoryAnswers, inventoryPages } from './inventory.ts';
import {
  breakdownSpec,
  definition,
  freshness,
  heatmapSpec,
  modeDefinitions,
  scorecardSpec,
  trendSpec,
  underDefinition,
} from './page.ts';

/** An API for tests: canned answers over the same wire as the real one, and a record of what was asked. */
export interface TestServer {
  readonly fetch: typeof fetch;
  readonly asked: { readonly operation: string; readonly variables: Record<string, unknown> }[];
}

type Variables = Record<string, unknown>;
export type Handlers = Readonly<Record<string, (variables: Variables, signal: AbortSignal | null) => unknown>>;

export function testServer(handlers: Handlers = {}): TestServer {
  const asked: { operation: string; variables: Variables }[] = [];
  const all: Handlers = { ...usual, ...handlers };
  const answer = async (_: unknown, init?: RequestInit): Promise<Response> => {
    const body = JSON.parse(typeof init?.body === 'string' ? init.body : '{}') as {
      operationName: string;
      variables: Variables;
    };
    asked.push({ operation: body.operationName, variables: body.variables });
    const data = await all[body.operationName]?.(body.variables, init?.signal ?? null);
    return Response.json(
      data instanceof Error
        ? { errors: [{ message: data.message, extensions: { code: 'TEST', hint: 'Try again.' } }] }
        : { data },
    );
  };
  return { fetch: answer, asked };
}

export const pageOf = (id: string): PageAnswer => ({
  health: { status: 'ok', engine: 'duckdb', version: '0.1.0', sample: true, zone: 'UTC', yearStarts: 1 },
  viewer: { role: 'owner', name: null },
  pages: [
    { id: 'scorecard', title: 'Scorecard', reader: 'lead', order: 1 },
    { id: 'failure-modes', title: 'Failure modes', reader: 'trust_safety', order: 2 },
    { id: 'data', title: 'Data', reader: 'lead', order: 5 },
    { id: 'metrics', title: 'Metrics', reader: 'lead', order: 6 },
  ],
  freshness,
  catalogue: [definition, underDefinition, ...modeDefinitions],
  page: inventoryPages[id] ?? {
    id,
    title: id === 'scorecard' ? 'Scorecard' : 'Failure modes',
    reader: 'lead',
    period: '1w',
    filters: ['model_version', 'workflow'],
    compare: { kind: 'previous', dimension: null, value: null },
    where: [{ dimension: 'environment', values: ['production'] }],
    panels: id === 'scorecard' ? [scorecardSpec] : [breakdownSpec, heatmapSpec, trendSpec],
  },
});

const members: Readonly<Record<string, readonly string[]>> = {
  model_version: ['A', 'B'],
  workflow: ['Code', 'Search', 'Tutoring'],
};

/** One series a slice; the numbers differ, so that no two cells look alike by chance. */
export function answerTo(input: PanelInput): PanelResult {
  const slices = input.by.reduce<Series['by'][]>(
    (all, dimension) =>
      all.flatMap((by) => (members[dimension] ?? ['x']).map((value) => [...by, { dimension, value, label: value }])),
    [[]],
  );
  const buckets = input.grain === 'none' ? undefined : weeks(26, { provisional: true });
  const series = slices.flatMap((by, place) =>
    input.metrics.map((metric) =>
      seriesOf(metric, by, { place, count: buckets?.length ?? 1, compared: Boolean(input.compare) }),
    ),
  );
  return buckets ? readyWith(series, { grain: input.grain, buckets, compareRange: null }) : readyWith(series);
}

function seriesOf(
  metric: Series['metric'],
  by: Series['by'],
  { place, count, compared }: { place: number; count: number; compared: boolean },
): Series {
  const worse = metric === 'over_refusal_rate' && place === 0;
  const points = Array.from({ length: count }, (_, index) => ({
    value: 0.03 + 0.01 * place + 0.001 * (index % 5),
    verdict: worse ? 'missed' : 'met',
    change: compared ? changeOf(worse ? 0.021 : 0.001, worse ? 'worse' : 'no_clear_change') : null,
  }));
  const half = (share: number) => points.map(({ value }) => value * share);
  const part = (id: string, title: string, share: number) => ({
    id,
    title,
    unit: null,
    value: half(share),
    lower: half(share * 0.8),
    upper: half(share * 1.2),
    money: half(share).map(() => null),
    numerator: half(share * 100),
    numeratorRows: half(share * 100).map(Math.round),
  });
  return seriesWith(points, {
    metric,
    by,
    parts:
      metric === 'over_refusal_rate'
        ? [part('full', 'Full refusal', 0.6), part('partial', 'Partial refusal', 0.4)]
        : [],
  });
}

const usual: Handlers = {
  ...inventoryAnswers,
  Page: ({ id }) => pageOf(String(id)),
  Panels: ({ requests }) => ({ panels: (requests as PanelInput[]).map(answerTo) }),
  Rows: ({ after }) => ({
    rows: {
      columns: [
        { name: 'output_id', title: 'Output', type: 'str' },
        { name: 'refusal', title: 'Refusal', type: 'str' },
      ],
      rows: Array.from({ length: after === null ? 50 : 10 }, (_, index) => [
        `out_${after === null ? 'first' : 'second'}_${index}`,
        index === 0 ? null : 'full',
      ]),
      total: 60,
      next: after === null ? 'second' : null,
    },
  }),
  Explain: () => ({
    query: {
      engine: 'duckdb',
      statements: [
        {
          sql: 'select count(*) from fact_output where environment = $1',
          parameters: [{ type: 'str', value: 'production' }],
          estimate: { rows: 1200000, bytes: null, exact: false },
          lastElapsedMs: 18,
          lastRows: 4,
          sharedBy: ['over_refusal_rate', 'under_refusal_rate'],
        },
      ],
    },
  }),
  Members: ({ id }) => ({
    dimension: (members[String(id)] ?? ['production', 'eval']).map((label) => ({
      value: `id:${label}`,
      label,
      rows: 10,
    })),
  }),
};
