import type { Freshness, MetricDefinition, SpecOf } from '../gql/types.ts';
import type { PageContext } from '../panels/panel-kind.ts';
import { pageStateOf } from '../state/page-state.ts';
import type { Search } from '../state/search.ts';

/** A small page for tests. */

const where = [{ __typename: 'Filter' as const, dimension: 'environment', values: ['production'] }];

export const definition: MetricDefinition = {
  id: 'over_refusal_rate',
  title: 'Over-refusal',
  unit: 'percent',
  good: 'band',
  owner: 'lead',
  fact: 'fact_output',
  factRows: 'outputs',
  serves: ['L9'],
  what: 'Share of answers in which the model refuses.',
  formula: '(full + partial) / graded',
  interval: 'clustered_proportion',
  minimum: 'from 30',
  leftOut: [{ code: 'X-err', rule: 'outputs that ended in an error' }],
  dimensions: [
    { id: 'environment', title: 'Environment' },
    { id: 'model_version', title: 'Model version' },
    { id: 'workflow', title: 'Workflow' },
  ],
  parts: [
    { id: 'full', title: 'Full refusal' },
    { id: 'partial', title: 'Partial refusal' },
  ],
  spreadsOver: null,
  companions: [],
  target: {
    lower: null,
    upper: 0.05,
    ofEarlier: null,
    notWorse: null,
    trend: null,
    validFrom: '2026-07-01',
    proposed: false,
  },
};

export const underDefinition: MetricDefinition = {
  ...definition,
  id: 'under_refusal_rate',
  title: 'Under-refusal',
  owner: 'trust_safety',
  parts: [],
};

const modeDefinition: MetricDefinition = {
  ...definition,
  id: 'failure_mode_rate',
  title: 'Failure rate',
  owner: 'trust_safety',
  parts: [],
  dimensions: [{ id: 'failure_mode', title: 'Failure mode' }],
};

/** What failing is made of. */
export const modeDefinitions: readonly MetricDefinition[] = [
  modeDefinition,
  { ...modeDefinition, id: 'failure_mode_share', title: 'Share of failures' },
];

export const scorecardSpec: SpecOf<'ScorecardSpec'> = {
  __typename: 'ScorecardSpec',
  id: 'kpis',
  title: 'Refusals',
  note: null,
  history: { last: '26w', grain: 'week' },
  groups: [
    {
      title: 'Production',
      where: [],
      rows: [
        { metric: 'over_refusal_rate', title: null, where: [] },
        { metric: 'under_refusal_rate', title: null, where: [] },
        {
          metric: 'over_refusal_rate',
          title: 'Over-refusal in code',
          where: [{ dimension: 'workflow', values: ['Code'] }],
        },
      ],
    },
  ],
};

export const breakdownSpec: SpecOf<'BreakdownSpec'> = {
  __typename: 'BreakdownSpec',
  id: 'refusal',
  title: 'Refusal by model version',
  note: 'Full and partial refusals add up.',
  metric: 'over_refusal_rate',
  by: 'model_version',
  parts: ['full', 'partial'],
  recent: { last: '26w', grain: 'week' },
};

export const heatmapSpec: SpecOf<'HeatmapSpec'> = {
  __typename: 'HeatmapSpec',
  id: 'where',
  title: 'Over-refusal by workflow and model version',
  note: null,
  metric: 'over_refusal_rate',
  rows: 'workflow',
  columns: 'model_version',
};

export const trendSpec: SpecOf<'TrendSpec'> = {
  __typename: 'TrendSpec',
  id: 'weeks',
  title: 'Over-refusal by week',
  note: null,
  metric: 'over_refusal_rate',
  parts: ['full', 'partial'],
  history: { last: '26w', grain: 'week' },
};

export const releasesSpec: SpecOf<'ReleasesSpec'> = {
  __typename: 'ReleasesSpec',
  id: 'around',
  title: 'Around each release',
  note: null,
  metric: 'over_refusal_rate',
  by: 'model_version',
  parts: ['full', 'partial'],
  history: { last: '26w', grain: 'week' },
};

export const freshness: Freshness = {
  dataThrough: '2026-11-15',
  loadedAt: '2026-11-16T06:10:00Z',
  sources: [
    {
      source: 'sample',
      dataThrough: '2026-11-15',
      loadedAt: '2026-11-16T06:10:00Z',
      facts: [
        {
          table: 'fact_output',
          what: 'outputs',
          dataThrough: '2026-11-15',
          loadedAt: '2026-11-16T06:10:00Z',
          rows: 1234,
        },
      ],
    },
  ],
};

export const page = { period: '1w', compare: { kind: 'previous' as const, dimension: null, value: null }, where };

export function contextWith(search: Search = {}): PageContext {
  const state = pageStateOf({ page, health: { yearStarts: 1 } }, search);
  return { state, asked: state, search, catalogue: [definition, underDefinition], freshness };
}
