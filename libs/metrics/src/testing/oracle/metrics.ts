import type { Oracle } from './ask.ts';
import type { World } from './world.ts';
import { iaaAlpha } from './agreement.ts';
import { auditPassRate } from './audits.ts';
import { labelDrift } from './drift.ts';
import { failureModeRate, failureModeShare } from './failure-modes.ts';
import { goldAccuracy } from './gold.ts';
import { incidentRate, openIncidents } from './incidents.ts';
import { labeledItems } from './labeled-items.ts';
import { hallucinationRate, overRefusalRate, underRefusalRate } from './outputs.ts';
import { spendActual } from './spend.ts';
import { spendVsBudget } from './spend-vs-budget.ts';
import { costPerAcceptedLabel } from './unit-cost.ts';
import { acceptanceRate, acceptedItems, reworkRate } from './work-items.ts';

/** What the catalogue of metrics says, in plain steps over rows: one line a metric. */
export const oracles = {
  accepted_items: acceptedItems,
  acceptance_rate: acceptanceRate,
  audit_pass_rate: auditPassRate,
  cost_per_accepted_label: costPerAcceptedLabel,
  failure_mode_rate: failureModeRate,
  failure_mode_share: failureModeShare,
  gold_accuracy: goldAccuracy,
  hallucination_rate: hallucinationRate,
  iaa_alpha: iaaAlpha,
  incident_rate: incidentRate,
  label_drift: labelDrift,
  labeled_items: labeledItems,
  open_incidents: openIncidents,
  over_refusal_rate: overRefusalRate,
  rework_rate: reworkRate,
  spend_actual: spendActual,
  spend_vs_budget: spendVsBudget,
  under_refusal_rate: underRefusalRate,
} as const satisfies Record<string, (world: World) => Oracle>;
