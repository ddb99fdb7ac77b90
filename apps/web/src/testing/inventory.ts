import type { Finding, Load, LoadPage, MetricTarget, Page, QuarantineEntry } from '../gql/types.ts';

/** Pages of what was loaded and what the metrics mean, with canned answers. */

const asksNoNumbers = { reader: 'lead', period: 'all', filters: [], compare: null, where: [] };

export const inventoryPages: Readonly<Record<string, Page | undefined>> = {
  data: {
    ...asksNoNumbers,
    id: 'data',
    title: 'Data',
    panels: [
      { __typename: 'SourcesSpec', id: 'sources', title: 'Sources', note: null },
      { __typename: 'FindingsSpec', id: 'findings', title: 'Broken rules', note: null },
      { __typename: 'LoadsSpec', id: 'loads', title: 'Loads', note: 'Newest first.' },
    ],
  },
  metrics: {
    ...asksNoNumbers,
    id: 'metrics',
    title: 'Metrics',
    panels: [{ __typename: 'CatalogueSpec', id: 'catalogue', title: 'Metrics', note: null }],
  },
};

/** A receipt; each test says what differs. */
export function loadWith(over: Partial<Load> = {}): Load {
  return {
    id: '0a1b2c3d',
    file: 'week 47.csv',
    source: 'demo',
    recipe: 'demo',
    settings: { date: '2026-11-16', model: null },
    scope: null,
    startedAt: '2026-11-16T06:00:00Z',
    finishedAt: '2026-11-16T06:00:02Z',
    takenBackAt: null,
    read: 5,
    loaded: 2,
    unchanged: 1,
    quarantined: 2,
    ignored: 0,
    entries: 30,
    reasons: [{ code: 'TYPE', what: 'a cell is not of its column’s type', records: 2 }],
    tables: [
      { table: 'dim_task', what: 'task versions', inserted: 9, updated: 0, unchanged: 0, voided: 0 },
      { table: 'fact_output', what: 'outputs', inserted: 2, updated: 1, unchanged: 1, voided: 0 },
      { table: 'fact_grade', what: 'grades', inserted: 0, updated: 0, unchanged: 4, voided: 0 },
    ],
    ...over,
  };
}

/** 23 loads: two pages of the list. */
const loads = Array.from({ length: 23 }, (_, index) =>
  loadWith({
    id: `load-${index}`,
    file: `week ${47 - index}.csv`,
    takenBackAt: index === 1 ? '2026-11-17T06:00:00Z' : null,
  }),
);

function loadPage(after: unknown): LoadPage {
  const from = after === null ? 0 : 20;
  return { loads: loads.slice(from, from + 20), total: loads.length, next: after === null ? 'p2' : null };
}

const entries: readonly QuarantineEntry[] = Array.from({ length: 30 }, (_, index) => ({
  record: index + 1,
  line: index + 2,
  column: 'ms',
  reason: 'TYPE',
  detail: `ms is "x${index}", expected a whole number`,
}));

export const finding: Finding = {
  rule: 'V-I1',
  level: 'warning',
  table: 'fact_incident',
  column: 'severity_rank',
  count: 3,
  counts: 'rows',
  sample: ['incident-26', 'incident-7'],
  firstSeenAt: '2026-11-16T01:00:00Z',
  load: 'load-0',
  wrong: 'an incident has no severity after 48 hours',
  fix: 'Triage it in the tracker and load it again.',
};

export function targetWith(over: Partial<MetricTarget> = {}): MetricTarget {
  return {
    metric: 'over_refusal_rate',
    where: [],
    each: null,
    target: {
      lower: 0,
      upper: 0.05,
      ofEarlier: null,
      notWorse: null,
      trend: null,
      validFrom: '2024-01-01',
      proposed: false,
    },
    ...over,
  };
}

type Variables = Readonly<Record<string, unknown>>;

export const inventoryAnswers: Readonly<Record<string, (variables: Variables) => unknown>> = {
  Loads: ({ after }) => ({ loads: loadPage(after) }),
  Load: ({ id }) => {
    const load = loads.find((each) => each.id === id);
    return load ? { load } : new Error('There is no load with this id.');
  },
  Quarantine: ({ after }) => ({
    quarantine:
      after === null ? { entries: entries.slice(0, 25), next: 'p2' } : { entries: entries.slice(25), next: null },
  }),
  Findings: () => ({ findings: [finding] }),
  Targets: () => ({
    targets: [
      targetWith({
        metric: 'under_refusal_rate',
        where: [{ dimension: 'environment', values: ['production'] }],
        target: {
          lower: null,
          upper: 0.01,
          ofEarlier: null,
          notWorse: null,
          trend: null,
          validFrom: '2024-01-01',
          proposed: true,
        },
      }),
      targetWith(),
    ],
  }),
};
