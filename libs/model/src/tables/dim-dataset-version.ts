import { bool, int, str, ts } from '../column.ts';
import { table } from '../table.ts';

export const dimDatasetVersion = table({
  name: 'dim_dataset_version',
  kind: 'dim',
  family: 'Dimensions',
  core: false,
  changes: 'none',
  grain: 'one row per version of one dataset',
  source: 'DVC file or git tag, lakeFS commit, Hugging Face revision (sha), MLflow dataset, Airtable',
  cluster: ['dataset_id'],
  columns: [
    str('dataset_version_id', 'key of the version', { key: 1 }),
    str('dataset_id', 'the dataset over all its versions'),
    str('version_label', 'version shown'),
    str('purpose', 'what it is for', { oneOf: ['sft', 'preference', 'eval', 'gold', 'red_team', 'remediation'] }),
    str('parent_version_id', 'version it was made from', { maybe: true }),
    int('item_count', 'items in all'),
    int('synthetic_count', 'items made by a model'),
    int('provenance_ok_count', 'items with source, licence and consent recorded'),
    int('pii_screened_count', 'items screened for personal data'),
    int('pii_hit_count', 'of those, with a hit'),
    int('duplicate_count', 'near-duplicates after the first of each group'),
    int('contaminated_count', 'items matching an evaluation prompt'),
    bool('card_complete', 'data card filled in'),
    ts('due_at', 'first agreed date', { maybe: true }),
    ts('due_revised_at', 'latest agreed date', { maybe: true }),
    ts('delivered_at', 'handed over', { maybe: true }),
    ts('approved_at', 'approved for use', { maybe: true }),
    str('commit_sha', 'commit or revision', { maybe: true }),
    str('issue_id', 'request or failure it answers', { maybe: true }),
  ],
});
