import type { Estimate, PanelRequest } from '@assay/contract';
import type { MetricId } from '../../registry.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dimensionIds } from '../../dimensions.ts';
import { factOf } from '../../facts.ts';
import { splitsOf } from '../../plan/question.ts';
import { metricIds, metricOf } from '../../registry.ts';
import { worldOf } from '../random/world.ts';
import { MadeWorkspace } from './made-workspace.ts';

type Sum = 'n' | 'rows' | 'numerator' | 'denominator';
type Way = 'adds' | 'overlaps' | 'differs';

interface RollUp {
  /** What of a number is looked at. */
  readonly sums: readonly Sum[];
  readonly overSlices: Exclude<Way, 'differs'>;
  readonly overDays: Way;
}

const both = ['n', 'rows', 'numerator', 'denominator'] as const;
const sum: RollUp = { sums: both, overSlices: 'adds', overDays: 'adds' };
/** Samples of a case that a run asked before and after midnight are one unit of the run, and one of each day. */
const sampled: RollUp = { sums: both, overSlices: 'adds', overDays: 'overlaps' };

/** metrics.md 1.6: what adds up over slices and over days, what lies between the largest part and the sum, and what does neither. */
const rollUps: Readonly<Record<MetricId, RollUp>> = {
  accepted_items: sum,
  acceptance_rate: sum,
  rework_rate: sum,
  error_rework_rate: sum,
  escalation_rate: sum,
  audit_pass_rate: sum,
  gold_accuracy: sum,
  gold_within_step: sum,
  gold_share: sum,
  gold_repeat_share: sum,
  // An item of two days, and a day of two vendors, are one.
  labeled_items: { sums: both, overSlices: 'overlaps', overDays: 'overlaps' },
  iaa_alpha: sum,
  pair_kappa: sum,
  label_drift: sum,
  task_success_rate: sum,
  hallucination_rate: sampled,
  answered_share: sampled,
  hallucination_per_request: sampled,
  over_refusal_rate: sampled,
  under_refusal_rate: sampled,
  policy_adherence_rate: sampled,
  // A case that was asked on two days, or of two versions, is one.
  severe_harm_rate: { sums: both, overSlices: 'overlaps', overDays: 'overlaps' },
  severity_weighted_defect_rate: sampled,
  schema_validity_rate: sampled,
  citation_correctness: sampled,
  citation_missing_rate: sampled,
  failure_mode_rate: sampled,
  failure_mode_share: sampled,
  catch_all_share: sampled,
  unlabelled_failure_share: sampled,
  judge_sensitivity: sum,
  judge_specificity: sum,
  judge_agreement: sum,
  // Cases that hang together count once with their means, wherever they are put together.
  quality_delta: { sums: ['n', 'rows'], overSlices: 'adds', overDays: 'adds' },
  // Sessions of a slice are those that were counted of it.
  incident_rate: { sums: ['n', 'rows', 'numerator'], overSlices: 'adds', overDays: 'adds' },
  // Days are the same for every slice.
  post_release_incident_rate: { sums: ['n', 'rows', 'numerator'], overSlices: 'adds', overDays: 'adds' },
  regression_catch_rate: sum,
  defect_leakage: sum,
  dataset_on_time_rate: sum,
  // The sum of the scores of few is not told.
  stakeholder_satisfaction: { sums: ['n', 'rows', 'denominator'], overSlices: 'adds', overDays: 'adds' },
  standards_adoption: { sums: both, overSlices: 'adds', overDays: 'differs' },
  rubric_coverage: { sums: both, overSlices: 'adds', overDays: 'differs' },
  eval_coverage: { sums: both, overSlices: 'adds', overDays: 'differs' },
  process_improvements: sum,
  enablement_contributions: sum,
  escaped_defect_rate: { sums: ['n', 'rows', 'numerator'], overSlices: 'adds', overDays: 'adds' },
  issue_to_data_cycle_time: sum,
  issue_triage_time: sum,
  issue_data_time: sum,
  issue_eval_time: sum,
  regression_detection_lead_time: sum,
  time_to_guideline_clarification: sum,
  // A snapshot: what is open on two days is not open twice.
  open_incidents: { sums: ['n', 'rows', 'numerator'], overSlices: 'adds', overDays: 'differs' },
  // A line of several days is a row of each.
  spend_actual: { sums: ['numerator'], overSlices: 'adds', overDays: 'adds' },
  spend_vs_budget: { sums: ['numerator', 'denominator'], overSlices: 'adds', overDays: 'adds' },
  cost_per_accepted_label: sum,
};

const workspaces: MadeWorkspace[] = [];
beforeAll(async () => {
  for (const seed of [3, 4])
    workspaces.push(await MadeWorkspace.open(worldOf(seed), { zone: 'Europe/Berlin' }, dimensionIds));
});
afterAll(async () => {
  for (const workspace of workspaces) await workspace.close();
});

function wholeOf(id: MetricId): Partial<PanelRequest> {
  const { guard } = factOf(metricOf(id).fact);
  return {
    metrics: [id],
    range: { kind: 'all' },
    where: guard === null ? [] : [{ dimension: guard, values: [guard === 'criterion' ? 'refusal' : 'eval'] }],
    // Of one kind in every period, however long.
    params: { gradeBasis: 'best', labelBasis: 'as_graded' },
  };
}

const about = (value: number) => expect.closeTo(value, 2) as number;

function expectWay(way: Way, whole: number, parts: readonly number[]): void {
  const all = parts.reduce((total, part) => total + part, 0);
  if (way === 'adds') expect(all).toEqual(about(whole));
  else if (way === 'differs') expect(all).toBeGreaterThan(whole);
  else {
    expect(Math.max(...parts)).toBeLessThanOrEqual(whole + 1e-9);
    expect(all).toBeGreaterThanOrEqual(whole - 1e-9);
  }
}

describe.each(metricIds)('%s', (id) => {
  const { sums, overSlices, overDays } = rollUps[id];
  const splits = splitsOf(metricOf(id)).filter((split) => split !== 'failure_mode');

  it('rolls up over every split and over days as the catalogue says', async () => {
    for (const { db, known } of workspaces) {
      const whole = wholeOf(id);
      const { answers } = await db.askTogether(
        [whole, { ...whole, grain: 'day' }, ...splits.map((split) => ({ ...whole, by: [split] }))],
        known,
      );
      const [[all] = [], days = [], ...slices] = answers;
      const expectParts = (way: Way, parts: readonly Estimate[]): void => {
        for (const of of sums)
          expectWay(
            way,
            all?.[of] ?? 0,
            parts.map((part) => part[of]),
          );
      };
      expect(all?.rows).toBeGreaterThan(0);
      expectParts(overDays, days);
      for (const parts of slices) expectParts(overSlices, parts);
    }
  });
});

it('modes of failures lie between the commonest and their sum: an output fails in one at least', async () => {
  for (const { db, known } of workspaces) {
    const whole = wholeOf('failure_mode_rate');
    const { answers } = await db.askTogether([whole, { ...whole, by: ['failure_mode'] }], known);
    const [[all] = [], modes = []] = answers;
    expectWay(
      'overlaps',
      all?.numerator ?? 0,
      modes.map(({ numerator }) => numerator),
    );
    // Every mode is of the same outputs.
    expect(new Set(modes.map(({ denominator }) => denominator.toFixed(6))).size).toBe(1);
  }
});
