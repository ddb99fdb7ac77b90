import { bool, str, ts } from '../column.ts';
import { table } from '../table.ts';
import { riskTiers } from '../vocabulary.ts';

export const dimTestCase = table({
  name: 'dim_test_case',
  rows: 'test cases',
  kind: 'dim',
  family: 'Dimensions',
  core: true,
  changes: 'none',
  grain: 'one row per version of one evaluation case',
  source: 'OpenAI Evals registry, LangSmith dataset examples, Phoenix datasets, Hugging Face dataset, git',
  cluster: ['suite_id', 'case_id'],
  columns: [
    str('case_version_id', 'key of the case in one version', { key: 1 }),
    str('case_id', 'the case over all its versions'),
    str('suite_id', 'suite it belongs to'),
    str('suite_version', 'version of the suite'),
    str('workflow_id', 'product workflow it tests'),
    str('locale', 'language and region, BCP 47', { maybe: true }),
    str('case_kind', 'why the case is in the suite', {
      oneOf: ['golden', 'regression', 'adversarial', 'long_tail', 'canary'],
    }),
    str('risk_tier', 'harm a wrong answer can do', { oneOf: riskTiers }),
    str('expected_behavior', 'what a right answer does', { oneOf: ['comply', 'refuse', 'partial', 'not_applicable'] }),
    bool('is_automated', 'graded without a person'),
    bool('is_blocking', 'part of a release gate'),
    bool('grounding_required', 'the answer must cite sources'),
    bool('schema_required', 'the answer must match a schema'),
    str('cluster_id', 'paraphrases of one seed prompt share it'),
    str('source_issue_id', 'failure it was written for', { maybe: true }),
    str('contamination', 'known to be in training data', { oneOf: ['clean', 'suspect', 'contaminated'] }),
    str('prompt_hash', 'keyed hash of the prompt', { hashed: true }),
    str('content_uri', 'where the prompt lies', { maybe: true, pii: 'content', maxBytes: 2048 }),
    ts('created_at', 'written'),
    ts('last_reviewed_at', 'last checked by a person', { maybe: true }),
    ts('retired_at', 'no longer run', { maybe: true }),
  ],
});
