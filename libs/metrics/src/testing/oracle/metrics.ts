import type { Oracle } from './ask.ts';
import type { Weigh } from './tops.ts';
import type { World } from './world.ts';
import { iaaAlpha } from './agreement.ts';
import { pairKappa } from './pair-kappa.ts';
import { auditPassRate } from './audits.ts';
import { datasetOnTimeRate } from './datasets.ts';
import { citationCorrectness, citationMissingRate } from './citations.ts';
import { labelDrift } from './drift.ts';
import { escalationRate } from './escalations.ts';
import { catchAllShare, failureModeRate, failureModeShare, unlabelledFailureShare } from './failure-modes.ts';
import { goldAccuracy, goldRepeatShare, goldShare, goldWithinStep } from './gold.ts';
import { incidentRate, openIncidents, postReleaseIncidentRate } from './incidents.ts';
import {
  defectLeakage,
  enablementContributions,
  escapedDefectRate,
  issueDataTime,
  issueEvalTime,
  issueToDataCycleTime,
  issueTriageTime,
  processImprovements,
  regressionCatchRate,
  regressionDetectionLeadTime,
  timeToGuidelineClarification,
} from './issues.ts';
import { qualityDelta } from './iterations.ts';
import { judgeAgreement, judgeSensitivity, judgeSpecificity } from './judges.ts';
import { labeledItems } from './labeled-items.ts';
import {
  answeredShare,
  hallucinationPerRequest,
  hallucinationRate,
  overRefusalRate,
  policyAdherenceRate,
  schemaValidityRate,
  underRefusalRate,
} from './outputs.ts';
import { severeHarmRate } from './severe-harm.ts';
import { severityWeightedDefectRate } from './severity-points.ts';
import { spendActual } from './spend.ts';
import { spendVsBudget } from './spend-vs-budget.ts';
import { taskSuccessRate } from './task-success.ts';
import { costPerAcceptedLabel } from './unit-cost.ts';
import { stakeholderSatisfaction, standardsAdoption } from './surveys.ts';
import { evalCoverage, rubricCoverage } from './workflows.ts';
import { acceptanceRate, acceptedItems, errorReworkRate, reworkRate } from './work-items.ts';

/** Days after which a period's rows change no more: of labels and verdicts a week, of acceptance two, of bills a month. */
export const maturities: Readonly<Record<keyof typeof oracles, number>> = {
  accepted_items: 14,
  acceptance_rate: 14,
  answered_share: 7,
  audit_pass_rate: 7,
  catch_all_share: 7,
  citation_correctness: 7,
  citation_missing_rate: 7,
  cost_per_accepted_label: 30,
  dataset_on_time_rate: 7,
  defect_leakage: 7,
  enablement_contributions: 0,
  escaped_defect_rate: 7,
  error_rework_rate: 14,
  escalation_rate: 7,
  eval_coverage: 0,
  failure_mode_rate: 7,
  failure_mode_share: 7,
  gold_accuracy: 7,
  gold_repeat_share: 7,
  gold_within_step: 7,
  gold_share: 7,
  hallucination_per_request: 7,
  hallucination_rate: 7,
  iaa_alpha: 7,
  incident_rate: 7,
  issue_to_data_cycle_time: 21,
  issue_triage_time: 21,
  issue_data_time: 21,
  issue_eval_time: 21,
  judge_agreement: 7,
  judge_sensitivity: 7,
  judge_specificity: 7,
  label_drift: 7,
  labeled_items: 7,
  open_incidents: 0,
  over_refusal_rate: 7,
  pair_kappa: 7,
  post_release_incident_rate: 7,
  policy_adherence_rate: 7,
  process_improvements: 0,
  quality_delta: 30,
  regression_catch_rate: 30,
  regression_detection_lead_time: 7,
  rework_rate: 14,
  rubric_coverage: 0,
  schema_validity_rate: 7,
  severe_harm_rate: 7,
  severity_weighted_defect_rate: 7,
  spend_actual: 30,
  spend_vs_budget: 30,
  stakeholder_satisfaction: 30,
  standards_adoption: 0,
  task_success_rate: 1,
  time_to_guideline_clarification: 14,
  under_refusal_rate: 7,
  unlabelled_failure_share: 7,
};

const howMuch: Weigh = ({ value }) => value ?? 0;

/** What values of a split of many are ranked by, where it is not how many stand behind each. */
export const weights: Readonly<Partial<Record<keyof typeof oracles, Weigh>>> = {
  accepted_items: howMuch,
  enablement_contributions: howMuch,
  open_incidents: howMuch,
  process_improvements: howMuch,
  spend_actual: howMuch,
  // A large vendor that keeps to its budget is one of the first.
  spend_vs_budget: ({ numerator, denominator }) => Math.max(numerator, denominator),
};

/** Dimensions of which a row may have several values, by metric. */
export const treesOf: Readonly<Partial<Record<keyof typeof oracles, string>>> = {
  failure_mode_rate: 'failure_mode',
  failure_mode_share: 'failure_mode',
};

/** Shares, and rates of events: what several values of have one together, so that each can be held against the rest. */
export const poolable: readonly string[] = [
  'acceptance_rate',
  'answered_share',
  'audit_pass_rate',
  'catch_all_share',
  'dataset_on_time_rate',
  'citation_missing_rate',
  'defect_leakage',
  'escaped_defect_rate',
  'error_rework_rate',
  'escalation_rate',
  'failure_mode_rate',
  'failure_mode_share',
  'gold_accuracy',
  'gold_repeat_share',
  'gold_within_step',
  'gold_share',
  'hallucination_per_request',
  'hallucination_rate',
  'incident_rate',
  'judge_sensitivity',
  'judge_specificity',
  'over_refusal_rate',
  'policy_adherence_rate',
  'regression_catch_rate',
  'rework_rate',
  'schema_validity_rate',
  'severe_harm_rate',
  'under_refusal_rate',
  'unlabelled_failure_share',
] satisfies readonly (keyof typeof oracles)[];

/** What the catalogue of metrics says, in plain steps over rows: one line a metric. */
export const oracles = {
  accepted_items: acceptedItems,
  acceptance_rate: acceptanceRate,
  answered_share: answeredShare,
  audit_pass_rate: auditPassRate,
  catch_all_share: catchAllShare,
  citation_correctness: citationCorrectness,
  citation_missing_rate: citationMissingRate,
  cost_per_accepted_label: costPerAcceptedLabel,
  dataset_on_time_rate: datasetOnTimeRate,
  defect_leakage: defectLeakage,
  enablement_contributions: enablementContributions,
  escaped_defect_rate: escapedDefectRate,
  error_rework_rate: errorReworkRate,
  escalation_rate: escalationRate,
  eval_coverage: evalCoverage,
  failure_mode_rate: failureModeRate,
  failure_mode_share: failureModeShare,
  gold_accuracy: goldAccuracy,
  gold_repeat_share: goldRepeatShare,
  gold_within_step: goldWithinStep,
  gold_share: goldShare,
  hallucination_per_request: hallucinationPerRequest,
  hallucination_rate: hallucinationRate,
  iaa_alpha: iaaAlpha,
  incident_rate: incidentRate,
  issue_to_data_cycle_time: issueToDataCycleTime,
  issue_triage_time: issueTriageTime,
  issue_data_time: issueDataTime,
  issue_eval_time: issueEvalTime,
  judge_agreement: judgeAgreement,
  judge_sensitivity: judgeSensitivity,
  judge_specificity: judgeSpecificity,
  label_drift: labelDrift,
  labeled_items: labeledItems,
  open_incidents: openIncidents,
  over_refusal_rate: overRefusalRate,
  pair_kappa: pairKappa,
  post_release_incident_rate: postReleaseIncidentRate,
  policy_adherence_rate: policyAdherenceRate,
  process_improvements: processImprovements,
  quality_delta: qualityDelta,
  regression_catch_rate: regressionCatchRate,
  regression_detection_lead_time: regressionDetectionLeadTime,
  rework_rate: reworkRate,
  rubric_coverage: rubricCoverage,
  schema_validity_rate: schemaValidityRate,
  severe_harm_rate: severeHarmRate,
  severity_weighted_defect_rate: severityWeightedDefectRate,
  spend_actual: spendActual,
  spend_vs_budget: spendVsBudget,
  stakeholder_satisfaction: stakeholderSatisfaction,
  standards_adoption: standardsAdoption,
  task_success_rate: taskSuccessRate,
  time_to_guideline_clarification: timeToGuidelineClarification,
  under_refusal_rate: underRefusalRate,
  unlabelled_failure_share: unlabelledFailureShare,
} as const satisfies Record<string, (world: World) => Oracle>;
