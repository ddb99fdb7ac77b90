import type { Day, PanelRequest, Statement } from '@assay/contract';
import type { MetricDialect } from './dialect.ts';
import type { Known } from './plan/known.ts';
import type { MetricId } from './registry.ts';
import { AssayError } from '@assay/contract';
import { planStatements } from './plan/plan.ts';
import { resolveRequest } from './plan/question.ts';

/** Fixed knowledge, so that a golden statement changes only when a definition, the planner or a dialect does. */
const known: Known = {
  asOf: null,
  erased: 0,
  zone: 'Europe/Berlin',
  today: '2026-11-21' as Day,
  span: { first: '2026-01-05' as Day, last: '2026-11-15' as Day },
  judges: { refusal: ['judge-1'], policy: [], harm: [] },
  members: new Map([['environment', [{ value: 'production', label: 'production', rows: 1 }]]]),
};

const request = (metric: MetricId, grain: PanelRequest['grain']): PanelRequest => ({
  metrics: [metric],
  grain,
  range: { kind: 'last', last: { count: 4, unit: 'week' } },
  by: ['model_version'],
  where: [{ dimension: 'environment', values: ['production'] }],
  compare: null,
  params: { gradeBasis: 'best' },
  asOf: null,
});

/** The statement that a metric compiles to on an engine: by week and over the whole range, by model version. */
export function goldenStatement(metric: MetricId, dialect: MetricDialect): Statement {
  const resolved = (['none', 'week'] as const).map((grain) => {
    const resolution = resolveRequest(request(metric, grain), known);
    if (resolution.kind === 'empty') throw new AssayError('INTERNAL', resolution.message);
    return resolution.resolved;
  });
  const [plan] = planStatements(resolved, known, dialect);
  if (!plan) throw new AssayError('INTERNAL', `${metric} compiles to no statement.`);
  return plan.statement;
}
