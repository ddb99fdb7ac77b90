import type { Day, PanelRequest, RequestParams, Statement } from '@assay/contract';
import type { MetricDialect } from './dialect.ts';
import type { Known } from './plan/known.ts';
import type { MetricId } from './registry.ts';
import { AssayError } from '@assay/contract';
import { isCorrectable } from './corrected/correctable.ts';
import { dimensionIds } from './dimensions.ts';
import { countedTables, factOf } from './facts.ts';
import { noModes } from './output/mode-tree.ts';
import { noJudges } from './output/verdict.ts';
import { planStatements } from './plan/plan.ts';
import { resolveRequest } from './plan/question.ts';
import { isGraded, isRestated, isScoped, metricOf } from './registry.ts';

const span = { first: '2026-01-05' as Day, last: '2026-11-15' as Day };

/** Fixed knowledge, so that a golden statement changes only when a definition, the planner or a dialect does. */
const known: Known = {
  asOf: null,
  erased: new Map(),
  zone: 'Europe/Berlin',
  yearStarts: 1,
  today: '2026-11-21' as Day,
  span,
  spans: new Map(countedTables.map((table) => [table, span])),
  reach: new Map(),
  modes: noModes,
  guidelines: [],
  currency: 'EUR',
  coverageCases: 20,
  budgetVersions: [],
  judges: { ...noJudges, refusal: ['judge-1'], hallucination: ['judge-1'] },
  regrades: [],
  beside: [],
  members: new Map([
    ['environment', [{ value: 'production', label: 'production', rows: 1 }]],
    ['criterion', [{ value: 'refusal', label: 'refusal', rows: 1 }]],
  ]),
};

/** What its fact is split by, and filtered by where something is never pooled. */
function cut(metric: MetricId): Pick<PanelRequest, 'by' | 'where'> {
  const { dimensions, guard } = factOf(metricOf(metric).fact);
  const by = [...(['vendor', 'model_version'] as const), ...dimensionIds].filter((id) => dimensions[id]).slice(0, 1);
  return {
    by,
    where: guard === null ? [] : [{ dimension: guard, values: [guard === 'criterion' ? 'refusal' : 'production'] }],
  };
}

/** Parameters by which the statement of a metric reads other columns, with a name for each; the first has none. */
export function goldenReadings(metric: MetricId): readonly (readonly [string, Partial<RequestParams>])[] {
  return [
    ['', { labelBasis: 'current' }],
    ...(isGraded(metric) ? [['as_graded', { labelBasis: 'as_graded' }] as const] : []),
    ...(isCorrectable(metricOf(metric)) ? [['corrected', { gradeBasis: 'corrected' }] as const] : []),
    ...(isRestated(metric) ? [['ledger', { itemBasis: 'ledger' }] as const] : []),
    ...(isScoped(metric) ? [['full', { scope: 'full' }] as const] : []),
  ];
}

const request = (metric: MetricId, grain: PanelRequest['grain'], params: Partial<RequestParams>): PanelRequest => ({
  metrics: [metric],
  grain,
  range: { kind: 'last', last: { count: 4, unit: 'week' } },
  ...cut(metric),
  compare: null,
  params: { gradeBasis: 'best', ...params },
  asOf: null,
});

/** The statement that a metric compiles to on an engine: by week and over the whole range, split. */
export function goldenStatement(metric: MetricId, dialect: MetricDialect, params: Partial<RequestParams>): Statement {
  const resolved = (['none', 'week'] as const).map((grain) => {
    const resolution = resolveRequest(request(metric, grain, params), known);
    if (resolution.kind === 'empty') throw new AssayError('INTERNAL', resolution.message);
    return resolution.resolved;
  });
  const [plan] = planStatements(resolved, known, dialect);
  if (!plan) throw new AssayError('INTERNAL', `${metric} compiles to no statement.`);
  return plan.statement;
}
