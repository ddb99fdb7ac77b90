import type { RawBuilder } from 'kysely';
import type { TableName } from '@assay/model';
import type { Tables } from '../tables.ts';
import { sql } from 'kysely';

/** A join that only some dimensions need; each adds at most one row to an output. */
const joins = {
  model: (tables: Tables) => sql`left join (
      select model_version_id, max(release_id) as release_id from ${tables('dim_model_version')} m where voided_at is null group by model_version_id
    ) mv on mv.model_version_id = o.model_version_id`,
} as const;

export interface Dimension {
  readonly id: string;
  readonly title: string;
  /** Value over the aliases o (fact_output), c (dim_test_case) and the joins named. */
  readonly expression: RawBuilder<unknown>;
  readonly joins: readonly (keyof typeof joins)[];
  /** Where a name for the value is kept. */
  readonly label: { readonly table: TableName; readonly id: string; readonly label: string } | null;
}

const plain = (id: string, title: string, column: string): Dimension => ({
  id,
  title,
  expression: sql.ref(column),
  joins: [],
  label: null,
});

/** Ways to split and filter model outputs. Ids go without `_id`. */
export const outputDimensions = {
  environment: plain('environment', 'Environment', 'o.environment'),
  model_version: {
    ...plain('model_version', 'Model version', 'o.model_version_id'),
    label: { table: 'dim_model_version', id: 'model_version_id', label: 'version_label' },
  },
  release: { ...plain('release', 'Release', 'mv.release_id'), joins: ['model'] },
  workflow: {
    ...plain('workflow', 'Workflow', 'o.workflow_id'),
    label: { table: 'dim_workflow', id: 'workflow_id', label: 'title' },
  },
  risk_tier: plain('risk_tier', 'Risk tier', 'c.risk_tier'),
  locale: plain('locale', 'Locale', 'o.locale'),
  suite: plain('suite', 'Suite', 'c.suite_id'),
  case_kind: plain('case_kind', 'Case kind', 'c.case_kind'),
} as const satisfies Record<string, Dimension>;

export function joinsOf(dimensions: readonly Dimension[], tables: Tables): RawBuilder<unknown> {
  const names = new Set(dimensions.flatMap((dimension) => dimension.joins));
  return sql.join(
    [...names].map((name) => joins[name](tables)),
    sql` `,
  );
}
