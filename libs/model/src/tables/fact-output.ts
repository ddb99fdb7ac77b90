import { bool, dec, int, str, ts } from '../column.ts';
import { table } from '../table.ts';
import { environments, refusalLevels, requestClasses } from '../vocabulary.ts';

export const factOutput = table({
  name: 'fact_output',
  rows: 'outputs',
  kind: 'fact',
  family: 'Model output facts',
  core: true,
  changes: 'event',
  grain:
    'one row per model output that was measured (each sample of each case in each run; each sampled production or staging response)',
  source:
    'OpenAI Evals `sampling`/`match` events (run_id, sample_id, data, created_at), LangSmith runs (reference_example_id), Phoenix spans, MLflow traces, warehouse telemetry tables',
  partition: 'produced_at',
  cluster: ['model_version_id', 'workflow_id'],
  columns: [
    str('output_id', 'key of the output', { key: 1 }),
    str('environment', 'where it was produced', { required: true, oneOf: environments }),
    str('model_version_id', 'model that produced it'),
    str('run_id', 'evaluation run', { maybe: true }),
    str('case_version_id', 'evaluation case it answers', { maybe: true }),
    int('sample_index', '0.. repeated samples of one case'),
    str('workflow_id', 'product workflow', { maybe: true }),
    str('locale', 'language and region, BCP 47', { maybe: true }),
    str('session_key', 'cluster key in production', { maybe: true, pii: 'pseudo' }),
    ts('produced_at', 'produced', { required: true }),
    str('status', 'how the call ended', { required: true, oneOf: ['ok', 'truncated', 'error', 'timeout', 'blocked'] }),
    str('sampling_stratum', 'production: stratum of the draw', { maybe: true }),
    dec(12, 9)('sampling_prob', 'production: inclusion probability', { maybe: true }),
    str('request_class', 'what the request asks of the model', { oneOf: requestClasses }),
    str('refusal_level', 'resolved value, for sources that have no grades', { maybe: true, oneOf: refusalLevels }),
    bool('schema_required', 'must match a schema'),
    bool('schema_valid', 'does match it, at the first attempt', { maybe: true }),
    int('tool_steps', 'agent: steps expected', { maybe: true }),
    int('tool_steps_ok', 'of those, done right', { maybe: true }),
    int('cited_claims', 'claims that carry a citation', { maybe: true }),
    int('cited_claims_ok', 'of those, supported by the cited source', { maybe: true }),
    int('claims', 'factual claims made', { maybe: true }),
    int('claims_unsupported', 'of those, without support', { maybe: true }),
    bool('task_success', 'product proxy', { maybe: true }),
    int('latency_ms', 'time to the full answer', { maybe: true }),
    dec(18, 8)('cost_amount', 'cost of producing it', { maybe: true, pii: 'conf' }),
    str('currency', 'ISO 4217', { maybe: true }),
    str('prompt_hash', 'keyed hash of the prompt', { hashed: true }),
    str('content_uri', 'where the texts lie', { maybe: true, pii: 'content', maxBytes: 2048 }),
  ],
});
