import { bool, str, ts } from '../column.ts';
import { table } from '../table.ts';

export const dimModelVersion = table({
  name: 'dim_model_version',
  rows: 'model versions',
  kind: 'dim',
  family: 'Dimensions',
  core: true,
  changes: 'none',
  grain:
    'one row per immutable combination of weights, prompt, retrieval and guardrail configuration, and per judge configuration',
  source: 'MLflow registered model version, W&B artifact, release tool, LangSmith revision',
  cluster: ['model_version_id'],
  columns: [
    str('model_version_id', 'key of the version', { key: 1 }),
    str('model_family', 'model over all its versions'),
    str('version_label', 'version shown'),
    str('model_kind', 'what it is used for', { oneOf: ['product', 'judge', 'prelabel', 'guardrail'] }),
    str('release_id', 'release it ships in', { maybe: true }),
    str('stage', 'place in the life of a release', {
      oneOf: ['candidate', 'release_candidate', 'production', 'retired'],
    }),
    str('baseline_model_version_id', 'what it is compared with', { maybe: true }),
    str('training_dataset_version_id', 'dataset it was trained on', { maybe: true }),
    str('config_hash', 'prompt + parameters; for a judge also the judge prompt', { hashed: true }),
    ts('rc_at', 'release candidate available', { maybe: true }),
    ts('released_at', 'in production', { maybe: true }),
    ts('retired_at', 'out of use', { maybe: true }),
    ts('rolled_back_at', 'release taken back', { maybe: true }),
    bool('signoff_complete', 'documented deltas, risk note and sign-offs all present', { maybe: true }),
  ],
});
