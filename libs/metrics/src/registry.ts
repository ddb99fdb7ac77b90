import { AssayError, didYouMean } from '@assay/contract';
import type { MetricDefinition } from './definition.ts';
import { factOf } from './facts.ts';
import { incidentRate } from './incidents/incident-rate.ts';
import { postReleaseIncidentRate } from './incidents/post-release-incident-rate.ts';
import { openIncidents } from './incidents/open-incidents.ts';
import { defectLeakage } from './issues/defect-leakage.ts';
import { enablementContributions } from './issues/enablement-contributions.ts';
import { escapedDefectRate } from './issues/escaped-defect-rate.ts';
import { issueToDataCycleTime } from './issues/issue-to-data-cycle-time.ts';
import { issueTriageTime } from './issues/issue-triage-time.ts';
import { issueDataTime } from './issues/issue-data-time.ts';
import { issueEvalTime } from './issues/issue-eval-time.ts';
import { processImprovements } from './issues/process-improvements.ts';
import { regressionCatchRate } from './issues/regression-catch-rate.ts';
import { regressionDetectionLeadTime } from './issues/regression-detection-lead-time.ts';
import { timeToGuidelineClarification } from './issues/time-to-guideline-clarification.ts';
import { evalCoverage } from './workflows/eval-coverage.ts';
import { rubricCoverage } from './workflows/rubric-coverage.ts';
import { stakeholderSatisfaction } from './surveys/stakeholder-satisfaction.ts';
import { standardsAdoption } from './surveys/standards-adoption.ts';
import { datasetOnTimeRate } from './datasets/dataset-on-time-rate.ts';
import { spendActual } from './money/spend-actual.ts';
import { spendVsBudget } from './money/spend-vs-budget.ts';
import { costPerAcceptedLabel } from './unit-cost/cost-per-accepted-label.ts';
import { acceptanceRate } from './labelling/acceptance-rate.ts';
import { acceptedItems } from './labelling/accepted-items.ts';
import { auditPassRate } from './labelling/audit-pass-rate.ts';
import { goldAccuracy } from './labelling/gold-accuracy.ts';
import { goldRepeatShare } from './labelling/gold-repeat-share.ts';
import { goldShare } from './labelling/gold-share.ts';
import { goldWithinStep } from './labelling/gold-within-step.ts';
import { iaaAlpha } from './labelling/iaa-alpha.ts';
import { pairKappa } from './labelling/pair-kappa.ts';
import { labeledItems } from './labelling/labeled-items.ts';
import { labelDrift } from './labelling/label-drift.ts';
import { errorReworkRate } from './labelling/error-rework-rate.ts';
import { escalationRate } from './labelling/escalation-rate.ts';
import { reworkRate } from './labelling/rework-rate.ts';
import { answeredShare } from './output/answered-share.ts';
import { catchAllShare } from './output/catch-all-share.ts';
import { citationCorrectness } from './output/citation-correctness.ts';
import { citationMissingRate } from './output/citation-missing-rate.ts';
import { failureModeRate } from './output/failure-mode-rate.ts';
import { failureModeShare } from './output/failure-mode-share.ts';
import { hallucinationPerRequest } from './output/hallucination-per-request.ts';
import { hallucinationRate } from './output/hallucination-rate.ts';
import { judgeAgreement } from './judges/judge-agreement.ts';
import { judgeSensitivity } from './judges/judge-sensitivity.ts';
import { judgeSpecificity } from './judges/judge-specificity.ts';
import { qualityDelta } from './iterations/quality-delta.ts';
import { overRefusalRate } from './output/over-refusal-rate.ts';
import { policyAdherenceRate } from './output/policy-adherence-rate.ts';
import { severityWeightedDefectRate } from './output/severity-weighted-defect-rate.ts';
import { severeHarmRate } from './output/severe-harm-rate.ts';
import { schemaValidityRate } from './output/schema-validity-rate.ts';
import { underRefusalRate } from './output/under-refusal-rate.ts';
import { taskSuccessRate } from './output/task-success-rate.ts';
import { unlabelledFailureShare } from './output/unlabelled-failure-share.ts';

/** Every metric there is: one line each. Catalogue, GraphQL enum, docs, golden SQL and page checks derive from it. */
export const metrics = {
  accepted_items: acceptedItems,
  labeled_items: labeledItems,
  audit_pass_rate: auditPassRate,
  rework_rate: reworkRate,
  error_rework_rate: errorReworkRate,
  escalation_rate: escalationRate,
  acceptance_rate: acceptanceRate,
  gold_accuracy: goldAccuracy,
  gold_within_step: goldWithinStep,
  gold_share: goldShare,
  gold_repeat_share: goldRepeatShare,
  iaa_alpha: iaaAlpha,
  pair_kappa: pairKappa,
  label_drift: labelDrift,
  task_success_rate: taskSuccessRate,
  hallucination_rate: hallucinationRate,
  answered_share: answeredShare,
  hallucination_per_request: hallucinationPerRequest,
  over_refusal_rate: overRefusalRate,
  under_refusal_rate: underRefusalRate,
  policy_adherence_rate: policyAdherenceRate,
  severe_harm_rate: severeHarmRate,
  severity_weighted_defect_rate: severityWeightedDefectRate,
  schema_validity_rate: schemaValidityRate,
  citation_correctness: citationCorrectness,
  citation_missing_rate: citationMissingRate,
  failure_mode_rate: failureModeRate,
  failure_mode_share: failureModeShare,
  catch_all_share: catchAllShare,
  unlabelled_failure_share: unlabelledFailureShare,
  judge_sensitivity: judgeSensitivity,
  judge_specificity: judgeSpecificity,
  judge_agreement: judgeAgreement,
  quality_delta: qualityDelta,
  incident_rate: incidentRate,
  post_release_incident_rate: postReleaseIncidentRate,
  open_incidents: openIncidents,
  regression_catch_rate: regressionCatchRate,
  defect_leakage: defectLeakage,
  escaped_defect_rate: escapedDefectRate,
  issue_to_data_cycle_time: issueToDataCycleTime,
  issue_triage_time: issueTriageTime,
  issue_data_time: issueDataTime,
  issue_eval_time: issueEvalTime,
  regression_detection_lead_time: regressionDetectionLeadTime,
  time_to_guideline_clarification: timeToGuidelineClarification,
  process_improvements: processImprovements,
  enablement_contributions: enablementContributions,
  rubric_coverage: rubricCoverage,
  eval_coverage: evalCoverage,
  dataset_on_time_rate: datasetOnTimeRate,
  standards_adoption: standardsAdoption,
  stakeholder_satisfaction: stakeholderSatisfaction,
  spend_actual: spendActual,
  spend_vs_budget: spendVsBudget,
  cost_per_accepted_label: costPerAcceptedLabel,
} as const satisfies Record<string, MetricDefinition>;

export type MetricId = keyof typeof metrics;
export const metricIds = Object.keys(metrics) as MetricId[];

type Misnamed<T> = { [Key in keyof T]: T[Key] extends { readonly id: Key } ? never : Key }[keyof T];
type None<T extends never> = T;
/** A key that differs from its definition's id does not compile. @public */
export type KeysMatchIds = None<Misnamed<typeof metrics>>;

export function metricOf(id: string): MetricDefinition {
  if (!Object.hasOwn(metrics, id)) {
    throw new AssayError('METRIC_UNKNOWN', `There is no metric "${id}".`, {
      hint: didYouMean(id, metricIds) ?? `Metrics: ${metricIds.join(', ')}.`,
    });
  }
  return metrics[id as MetricId];
}

/** Whether verdicts of graders are part of a metric; of an unknown one they are not. */
export const isGraded = (id: string): boolean => Object.hasOwn(metrics, id) && factOf(metricOf(id).fact).isGraded;

/** Whether a metric is about what was planned, and so hangs on a version of the budget; an unknown one is not. */
export const isBudgeted = (id: string): boolean =>
  Object.hasOwn(metrics, id) && factOf(metricOf(id).fact).reads.includes('fact_budget');

/** Whether a metric hangs on how withdrawn acceptances count; an unknown one does not. */
export const isRestated = (id: string): boolean =>
  Object.hasOwn(metrics, id) && metricOf(id).kind === 'total' && factOf(metricOf(id).fact).isAccepted === true;

/** Whether a metric hangs on what counts as cost; an unknown one does not. */
export const isScoped = (id: string): boolean => Object.hasOwn(metrics, id) && metricOf(id).kind === 'unit_cost';

/** Whether a metric is of how far answers are the same, and so hangs on how they are compared; an unknown one is not. */
export const isOfAnswers = (id: string): boolean =>
  Object.hasOwn(metrics, id) && ['agreement', 'pair_agreement'].includes(metricOf(id).kind);

/** Whether a metric's rows are money, and so hang on a currency; an unknown one's are not. */
export const isMoney = (id: string): boolean =>
  Object.hasOwn(metrics, id) && factOf(metricOf(id).fact).isMoney === true;
