import type { Comparison, DimensionFilter, PanelRequest } from '@assay/contract';
import type { MetricId } from '../../registry.ts';
import { gradeBases } from '@assay/contract';
import fc from 'fast-check';
import { isCorrectable } from '../../corrected/correctable.ts';
import { factOf } from '../../facts.ts';
import { splitsOf } from '../../plan/question.ts';
import { metricOf } from '../../registry.ts';
import { poolable } from '../oracle/metrics.ts';
import { crowds } from './crowded.ts';
import { locales, models, vendors, workflows } from './dimensions.ts';
import { dayAt } from './values.ts';

/** Metrics of some rows, and what they can be split and filtered by. */
interface Family {
  readonly metrics: readonly string[];
  readonly splits: readonly string[];
  /** Filters that every request has. */
  readonly pinned?: readonly DimensionFilter[];
}

const oneScale = [
  { dimension: 'question', values: ['label'] },
  { dimension: 'task', values: ['t1'] },
];

/** Metrics that are asked for together: those of one line of work. */
const families: readonly Family[] = [
  family(
    'accepted_items',
    'acceptance_rate',
    'rework_rate',
    'error_rework_rate',
    'escalation_rate',
    'audit_pass_rate',
    'gold_accuracy',
    'labeled_items',
  ),
  // By annotator, too.
  family('gold_accuracy', 'gold_within_step'),
  family('audit_pass_rate', 'gold_accuracy', 'gold_share', 'gold_repeat_share', 'labeled_items', 'escalation_rate'),
  family('iaa_alpha', 'label_drift'),
  family('pair_kappa'),
  { ...family('pair_kappa'), pinned: oneScale },
  // One scale at a time: others cannot be compared.
  { ...family('iaa_alpha', 'label_drift'), pinned: oneScale },
  family(
    'over_refusal_rate',
    'under_refusal_rate',
    'hallucination_rate',
    'schema_validity_rate',
    'policy_adherence_rate',
    'severe_harm_rate',
    'severity_weighted_defect_rate',
  ),
  family('hallucination_rate', 'answered_share', 'hallucination_per_request'),
  family('judge_sensitivity', 'judge_specificity', 'judge_agreement'),
  family('task_success_rate'),
  family('citation_correctness', 'citation_missing_rate', 'schema_validity_rate'),
  family('failure_mode_rate', 'failure_mode_share', 'catch_all_share', 'unlabelled_failure_share'),
  { ...family('failure_mode_rate', 'failure_mode_share'), splits: ['failure_mode'] },
  family('incident_rate', 'open_incidents', 'post_release_incident_rate'),
  family('post_release_incident_rate'),
  family('quality_delta'),
  family('regression_catch_rate', 'defect_leakage', 'process_improvements', 'enablement_contributions'),
  family('issue_to_data_cycle_time', 'issue_triage_time', 'issue_data_time', 'issue_eval_time'),
  family('issue_to_data_cycle_time', 'regression_detection_lead_time', 'time_to_guideline_clarification'),
  family('defect_leakage', 'escaped_defect_rate'),
  family('dataset_on_time_rate'),
  family('rubric_coverage', 'eval_coverage'),
  family('standards_adoption'),
  family('stakeholder_satisfaction'),
  family('spend_actual'),
  family('cost_per_accepted_label'),
  family('spend_actual', 'cost_per_accepted_label'),
  family('spend_vs_budget'),
  family('spend_vs_budget', 'spend_actual'),
];

/** What all of some metrics can be split by. */
function family(...ids: readonly MetricId[]): Family {
  const [first = [], ...others] = ids.map((id) => splitsOf(metricOf(id)));
  return { metrics: ids, splits: first.filter((split) => others.every((own) => own.includes(split))) };
}

const values: Readonly<Record<string, readonly (string | null)[]>> = {
  vendor: vendors,
  task: ['t1', 't2', null],
  task_type: ['classification', 'rubric_score'],
  complexity_tier: ['simple', 'complex', null],
  rubric_version: ['1', '2'],
  team: ['team of t1', 'team of t2', 'quality', 'research', null],
  workflow: [...workflows, 'w0', 'w1', null],
  locale: [...locales, null],
  source_kind: ['log', 'sme'],
  prelabelled: ['yes', 'no'],
  maturity: ['early', 'mature', null],
  blind: ['yes', 'no', null],
  model_version: [...models, null],
  release: ['r1', 'r2', null],
  criticality: ['critical', 'other'],
  risk_tier: ['high', 'low', null],
  suite: ['s1', 's2', null],
  case_kind: ['golden', null],
  judge: ['good judge', 'bad judge', 'regex'],
  judge_kind: ['model', 'rule'],
  judge_version: ['j1', 'j2', null],
  cost_category: ['labeling', 'rework', null],
  unit: ['item', 'judgement'],
  question: ['label', 'tone', 'clarity', 'usefulness'],
  respondent_function: ['pm', 'engineering', null],
  annotator: ['p1', 'p2', null],
  annotator_pair: ['p1 and p2', 'p1 and p3'],
  compat_group: ['g1', 'g2', 'g3', null],
  currency: ['EUR', 'USD', null],
  severity: ['P0', 'P1', 'P3', null],
  reported_by: ['customer', 'monitoring'],
  remediation: ['none', 'hotfix'],
  found_by: ['eval', 'customer', null],
  dataset: ['d1', 'd2', null],
  purpose: ['sft', 'gold', null],
};

const range = fc.oneof(
  fc
    .tuple(fc.integer({ min: 0, max: 140 }), fc.integer({ min: 1, max: 120 }))
    .map(([from, length]) => ({ kind: 'days' as const, days: { from: dayAt(from), to: dayAt(from + length) } })),
  // Whole weeks and whole months.
  fc.tuple(fc.integer({ min: 0, max: 19 }), fc.integer({ min: 1, max: 14 })).map(([from, weeks]) => ({
    kind: 'days' as const,
    days: { from: dayAt(from * 7), to: dayAt((from + weeks) * 7) },
  })),
  fc.constantFrom(
    { kind: 'days' as const, days: { from: dayAt(28), to: dayAt(59) } },
    { kind: 'days' as const, days: { from: dayAt(59), to: dayAt(118) } },
  ),
  fc.constant({ kind: 'all' as const }),
  fc.constant({ kind: 'all' as const }),
  fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom<'week' | 'month'>('week', 'month'))
    .map(([count, unit]) => ({ kind: 'last' as const, last: { count, unit } })),
);

function filterBy(dimension: string): fc.Arbitrary<DimensionFilter> {
  const own = values[dimension] ?? [];
  return fc.subarray([...own], { minLength: 1, maxLength: 2 }).map((chosen) => ({ dimension, values: chosen }));
}

/** So many of these at most. */
const someOf = (ids: readonly string[], most: number): fc.Arbitrary<string[]> =>
  fc.subarray([...ids], { maxLength: Math.min(most, ids.length) });

const filtersOf = ({ splits }: Family): fc.Arbitrary<readonly DimensionFilter[]> =>
  someOf(
    splits.filter((id) => values[id]),
    2,
  ).chain((ids) => fc.tuple(...ids.map(filterBy)));

/** Answers of models are never pooled over environments, nor judges over criteria: one is asked for, or they are split. */
function pinned(by: readonly string[], where: readonly DimensionFilter[], { metrics, pinned: own }: Family) {
  if (own) return [...own, ...where];
  const [guard = null] = metrics.flatMap((id) => factOf(metricOf(id).fact).guard ?? []);
  if (guard === null || by.includes(guard)) return where;
  return [...where, { dimension: guard, values: [guard === 'criterion' ? 'refusal' : 'eval'] }];
}

function comparisons({ splits }: Family): fc.Arbitrary<Comparison | null> {
  const named = splits
    .filter((id) => id !== 'environment' && id !== 'criterion')
    .flatMap((dimension) => {
      const value = values[dimension]?.find((each) => each !== null);
      return typeof value === 'string' ? [{ kind: 'value' as const, dimension, value }] : [];
    });
  return fc.oneof(
    fc.constant(null),
    fc.constant({ kind: 'previous' as const }),
    fc.constant({ kind: 'last_year' as const }),
    named.length === 0 ? fc.constant(null) : fc.constantFrom(...named),
  );
}

/** The first dimension of a split that has a rest: of one that rows have several values of, or that is never pooled, none has. */
function restOf(by: readonly string[], { metrics }: Family): Comparison | null {
  if (!metrics.some((id) => poolable.includes(id))) return null;
  const all = metrics.map(metricOf);
  const dimension = by.find((id) => all.every((each) => each.spreadsOver !== id && factOf(each.fact).guard !== id));
  return dimension === undefined ? null : { kind: 'rest', dimension };
}

const anySplit = ({ splits }: Family): fc.Arbitrary<readonly string[]> =>
  fc.oneof(fc.constant([]), someOf(splits, 1), someOf(splits, 2));

/** Of other metrics of verdicts nothing can be corrected. */
const areCorrectable = (ids: readonly string[]): boolean =>
  ids.map(metricOf).every((metric) => !factOf(metric.fact).isGraded || isCorrectable(metric));

const requestOf = (family: Family, splits = anySplit(family)): fc.Arbitrary<Partial<PanelRequest>> =>
  fc
    .record({
      metrics: fc.subarray([...family.metrics], { minLength: 1 }),
      grain: fc.constantFrom('none', 'none', 'none', 'day', 'week', 'month', 'month', 'quarter', 'quarter'),
      range,
      by: splits,
      where: fc.oneof(fc.constant([]), fc.constant([]), filtersOf(family)),
      compare: comparisons(family),
      hasRest: fc.boolean(),
      params: fc.record(
        {
          gradeBasis: fc.constantFrom('best', 'best', 'human', 'judge', 'corrected'),
          labelBasis: fc.constantFrom('current', 'as_graded'),
          vote: fc.constantFrom('majority', 'any', 'all'),
          moneyBasis: fc.constantFrom('service', 'ledger'),
          currency: fc.constantFrom('EUR', 'USD'),
          scope: fc.constantFrom('vendor', 'full'),
          itemBasis: fc.constantFrom('restated', 'ledger'),
          answerScale: fc.constantFrom('nominal', 'ordinal', 'interval'),
          answerCut: fc.constantFrom(2, 0.5),
        },
        { requiredKeys: ['gradeBasis'] },
      ),
    })
    .map(({ by, where, hasRest, ...request }) => {
      const rest = hasRest ? restOf(by, family) : null;
      // Of all there is: slices of a few days have too few rows for a number.
      const whole = { compare: rest, range: { kind: 'all' as const }, grain: 'none' as const };
      const { gradeBasis } = request.params;
      const params = {
        ...request.params,
        gradeBasis: gradeBasis === 'corrected' && !areCorrectable(request.metrics) ? 'judge' : gradeBasis,
        // Judges are held against what most people say.
        ...(gradeBasis === 'corrected' ? { vote: 'majority' as const } : {}),
      };
      return { ...request, params, ...(rest ? whole : {}), by, where: pinned(by, where, family) };
    });

/** What a metric says of everything there is, which holds the most rows. */
export const wholeRequestsFor = (metric: MetricId): readonly Partial<PanelRequest>[] =>
  families
    .filter(({ metrics }) => metrics.includes(metric))
    .flatMap((each) => {
      const whole = { metrics: [metric], range: { kind: 'all' as const }, where: pinned([], [], each) };
      const bases = factOf(metricOf(metric).fact).isGraded
        ? gradeBases.filter((basis) => basis !== 'corrected' || areCorrectable([metric]))
        : (['best'] as const);
      return bases.map((gradeBasis) => ({ ...whole, params: { gradeBasis } }));
    });

/** Requests for one metric, split by one dimension where it is given. */
export function requestsFor(metric: MetricId, splitBy: string | null): fc.Arbitrary<Partial<PanelRequest>> {
  // Of the metric alone: what others of its family can or cannot be asked would decide for it.
  const own = families
    .filter(({ metrics }) => metrics.includes(metric))
    .map((each) => ({ ...each, metrics: [metric] }));
  if (splitBy === null) return fc.oneof(...own.map((each) => requestOf(each)));
  return fc.oneof(...own.map((each) => requestOf(each, fc.constant([splitBy]))));
}

export const request: fc.Arbitrary<Partial<PanelRequest>> = fc.oneof(...families.map((each) => requestOf(each)));

/** Requests split by what has many values in a crowded data set, and sometimes by one thing more. */
export const requestOfMany: fc.Arbitrary<Partial<PanelRequest>> = fc.oneof(
  ...families.flatMap((family) => {
    const { splits } = family;
    return crowds
      .filter((id) => splits.includes(id))
      .map((id) => {
        const more = someOf(
          splits.filter((each) => each !== id),
          1,
        );
        const by = fc.oneof(
          fc.constant([id]),
          more.map((others) => [...others, id]),
        );
        return fc
          .tuple(requestOf(family, by), fc.option(range, { nil: null }))
          .map(([asked, rankedIn]) => (rankedIn === null ? asked : { ...asked, rankedIn }));
      });
  }),
);
