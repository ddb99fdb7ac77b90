import type { Row } from '@assay/model';
import type { Behaviour } from '../behaviour.ts';

/** Where the sample's outputs come from; there is no staging. */
export type Origin = 'production' | 'eval' | 'red_team';

export type OutputRow = Row<'fact_output'> & { readonly environment: Origin };

/** A row with what really happened behind it, which no table holds: graders see it through their errors. */
export interface Produced {
  readonly row: OutputRow;
  readonly producedAt: number;
  readonly behaviour: Behaviour;
  /** A partial answer is the right one. */
  readonly expectsPartial: boolean;
}

/** Everything a source without sampling, sessions, cases and tools leaves open. */
export const plainOutput = {
  run_id: null,
  case_version_id: null,
  sample_index: 0,
  locale: null,
  session_key: null,
  sampling_stratum: null,
  sampling_prob: null,
  refusal_level: null,
  schema_valid: null,
  tool_steps: null,
  tool_steps_ok: null,
  cited_claims: null,
  cited_claims_ok: null,
  claims: null,
  claims_unsupported: null,
  task_success: null,
  latency_ms: null,
  cost_amount: null,
  currency: null,
  content_uri: null,
} as const satisfies Partial<OutputRow>;
