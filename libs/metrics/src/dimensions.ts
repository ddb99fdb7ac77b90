import type { TableName } from '@assay/model';
import { AssayError, didYouMean } from '@assay/contract';

export interface Dimension {
  readonly id: DimensionId;
  readonly title: string;
  /** Where a name for the value is kept. */
  readonly label: { readonly table: TableName; readonly id: string; readonly label: string } | null;
}

const named = (title: string, label: NonNullable<Dimension['label']>) => ({ title, label });
const plain = (title: string) => ({ title, label: null });

/** Every way to split and filter, over all facts; a fact says which of them its rows have. Ids go without `_id`. */
const described = {
  environment: plain('Environment'),
  model_version: named('Model version', { table: 'dim_model_version', id: 'model_version_id', label: 'version_label' }),
  release: plain('Release'),
  workflow: named('Workflow', { table: 'dim_workflow', id: 'workflow_id', label: 'title' }),
  criticality: plain('Criticality'),
  risk_tier: plain('Risk tier'),
  locale: plain('Locale'),
  suite: plain('Suite'),
  case_kind: plain('Case kind'),
  failure_mode: plain('Failure mode'),
  criterion: plain('Criterion'),
  judge: plain('Judge'),
  judge_kind: plain('Kind of judge'),
  judge_version: named('Judge version', { table: 'dim_model_version', id: 'model_version_id', label: 'version_label' }),
  vendor: named('Vendor', { table: 'dim_vendor', id: 'vendor_id', label: 'vendor_name' }),
  task: named('Task', { table: 'dim_task', id: 'task_id', label: 'title' }),
  task_type: plain('Task type'),
  complexity_tier: plain('Complexity'),
  rubric_version: plain('Rubric version'),
  compat_group: plain('Guideline group'),
  question: plain('Question'),
  team: plain('Team'),
  annotator: plain('Annotator'),
  annotator_pair: plain('Two annotators'),
  source_kind: plain('Source of items'),
  prelabelled: plain('Prelabelled'),
  maturity: plain('Maturity of guidelines'),
  blind: plain('Blind audit'),
  cost_category: plain('Cost category'),
  unit: plain('Unit'),
  currency: plain('Currency'),
  severity: plain('Severity'),
  reported_by: plain('Reported by'),
  found_by: plain('Found by'),
  respondent_function: plain('Function'),
  dataset: plain('Dataset'),
  purpose: plain('Purpose'),
  remediation: plain('Remedy'),
} as const satisfies Record<string, Omit<Dimension, 'id'>>;

export type DimensionId = keyof typeof described;
export const dimensionIds = Object.keys(described) as readonly DimensionId[];

const isDimension = (id: string): id is DimensionId => Object.hasOwn(described, id);

export function dimensionOf(id: string): Dimension {
  if (!isDimension(id)) {
    throw new AssayError('DIMENSION_UNKNOWN', `There is no dimension "${id}".`, {
      hint: didYouMean(id, dimensionIds) ?? `Dimensions: ${dimensionIds.join(', ')}.`,
    });
  }
  return { id, ...described[id] };
}

/** Column of a dimension in a fact's relation. */
export function dimensionColumn(id: string): string {
  return `dim_${id}`;
}
