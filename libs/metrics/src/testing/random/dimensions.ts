import type { StoredRow } from '@assay/model';
import type fc from 'fast-check';
import fastCheck from 'fast-check';
import { priorityIds } from './workflows.ts';
import { instant, later, orNull, rowOf, some } from './values.ts';

export const vendors = ['v1', 'v2', 'v3'] as const;
export const workflows = ['code', 'search', 'support'] as const;
export const locales = ['de', 'en'] as const;
export const models = ['m1', 'm2', 'm3'] as const;
export const taskVersions = ['t1@1', 't1@2', 't2@1', 't3@1'] as const;
export const people = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'judge', 'regex'] as const;

/** Two versions of one task, one in another group of guidelines, and tasks on other scales. */
export const tasks: fc.Arbitrary<readonly StoredRow<'dim_task'>[]> = fastCheck
  .tuple(some('g1', 'g2'), some('ordinal', 'interval', 'multi_label', 'text'), some(null, '2026-05-01T00:00:00Z'))
  .map(([group, level, voided_at]) => [
    rowOf('dim_task', {
      ...task('t1@1', 'nominal', 'g1'),
      task_type: 'classification',
      complexity_tier: 'simple',
      maturity: 'mature',
    }),
    rowOf('dim_task', {
      ...task('t1@2', 'nominal', group),
      task_type: 'classification',
      complexity_tier: 'complex',
      maturity: 'early',
    }),
    rowOf('dim_task', {
      ...task('t2@1', level, 'g3'),
      task_type: 'rubric_score',
      complexity_tier: 'complex',
      maturity: 'early',
    }),
    rowOf('dim_task', { ...task('t3@1', 'ordinal', 'g4'), voided_at }),
  ]);

function task(
  version: (typeof taskVersions)[number],
  label_level: StoredRow<'dim_task'>['label_level'],
  compat_group: string,
): Partial<StoredRow<'dim_task'>> {
  const [task_id = '', rubric_version = ''] = version.split('@');
  const own = { task_version_id: version, task_id, rubric_version, team_id: `team of ${task_id}`, title: task_id };
  return { ...own, label_level, compat_group };
}

/** The third is the own team. */
export const vendorRows: readonly StoredRow<'dim_vendor'>[] = vendors.map((vendor_id) =>
  rowOf('dim_vendor', { vendor_id, vendor_name: vendor_id, vendor_kind: vendor_id === 'v3' ? 'internal' : 'bpo' }),
);

const judge = (annotator_id: string, row: Partial<StoredRow<'dim_annotator'>>): StoredRow<'dim_annotator'> =>
  rowOf('dim_annotator', { annotator_id, valid_from: '2020-01-01T00:00:00Z', annotator_kind: 'model', ...row });

/** Judges of outputs; one gets another model, and one was told wrongly once. */
const judges: readonly StoredRow<'dim_annotator'>[] = [
  judge('good judge', { model_version_id: 'j1', valid_to: '2026-04-01T12:00:00Z' }),
  judge('good judge', { model_version_id: 'j2', valid_from: '2026-04-01T12:00:00Z' }),
  judge('bad judge', { model_version_id: 'j2' }),
  judge('bad judge', { model_version_id: 'j1', voided_at: '2026-01-01T00:00:00Z' }),
];

export const annotators: readonly StoredRow<'dim_annotator'>[] = [
  ...people.map((annotator_id) =>
    rowOf('dim_annotator', {
      annotator_id,
      valid_from: '2020-01-01T00:00:00Z',
      annotator_kind: annotator_id === 'judge' ? 'model' : annotator_id === 'regex' ? 'rule' : 'human',
    }),
  ),
  ...judges,
];

/** When each model could first be tried; the third never. */
export const candidates = ['2025-11-12T08:00:00Z', '2026-02-20T10:00:00Z', null] as const;

/** Two releases over three models; the third has none. */
export const modelVersions: readonly StoredRow<'dim_model_version'>[] = models.map((model_version_id, index) =>
  rowOf('dim_model_version', {
    model_version_id,
    version_label: `Model ${index + 1}`,
    release_id: ['r1', 'r2', null][index] ?? null,
    // The second is so young on the last day that what it brought may not have shown itself.
    baseline_model_version_id: ['m3', 'm1', 'm2'][index] ?? null,
    rc_at: candidates[index] ?? null,
    released_at: ['2025-11-20T22:30:00Z', '2026-03-04T10:00:00Z', null][index] ?? null,
  }),
);

/** One is on the list of priorities; one was risky once, and is no more; one is said to be risky by a row that is void. */
export const workflowRows: readonly StoredRow<'dim_workflow'>[] = [
  workflow('code', { is_priority: true, risk_tier: 'low', requires_grounding: true }),
  workflow('search', { risk_tier: 'high', valid_to: '2026-01-15T00:00:00Z', requires_grounding: false }),
  workflow('search', { risk_tier: 'medium', valid_from: '2026-01-15T00:00:00Z', requires_grounding: true }),
  workflow('support', { risk_tier: 'high', voided_at: '2026-05-01T00:00:00Z', requires_grounding: true }),
];

function workflow(
  workflow_id: (typeof workflows)[number],
  own: Partial<StoredRow<'dim_workflow'>>,
): StoredRow<'dim_workflow'> {
  return rowOf('dim_workflow', { workflow_id, title: workflow_id, valid_from: '2020-01-01T00:00:00Z', ...own });
}

const caseCount = 9;
export const caseIds = Array.from({ length: caseCount }, (_, index) => `c${index}@1`);

export const testCases: fc.Arbitrary<readonly StoredRow<'dim_test_case'>[]> = fastCheck
  .array(
    fastCheck.record({
      suite_id: some('s1', 's2'),
      case_kind: some('golden', 'adversarial'),
      risk_tier: orNull(some('high', 'medium', 'low')),
      expected_behavior: orNull(some('comply', 'comply', 'refuse', 'partial')),
      contamination: orNull(some('clean', 'clean', 'clean', 'clean', 'suspect', 'contaminated')),
      cluster_id: orNull(some('k1', 'k2', 'k3'), 60),
      workflow_id: orNull(some(...workflows, ...priorityIds)),
      locale: orNull(some(...locales)),
      is_automated: some(true, true, false),
      created_at: instant(0, 60),
      retired: orNull(fastCheck.integer({ min: 0, max: 2400 }), 50),
      voided_at: orNull(some('2026-05-01T00:00:00Z'), 93),
    }),
    { minLength: caseCount, maxLength: caseCount },
  )
  .map((all) =>
    all.map(({ retired, ...each }, index) =>
      rowOf('dim_test_case', {
        ...each,
        retired_at: retired === null ? null : later(each.created_at, retired),
        case_version_id: caseIds[index] ?? '',
        case_id: `c${index}`,
      }),
    ),
  );

type Node = StoredRow<'dim_taxonomy_node'>;

/** A node of one of three versions: the second is in force, the third has not begun. */
function node(version: '1' | '2' | '3', path: string, [to, kind]: readonly [string, Node['map_kind']] | []): Node {
  const [code = '', above] = path.split('/').reverse();
  return rowOf('dim_taxonomy_node', {
    node_version_id: `${version}:${code}`,
    taxonomy_id: 'failure_mode',
    taxonomy_version: version,
    node_code: code,
    parent_node_version_id: above === undefined ? null : `${version}:${above}`,
    // A new name for the same thing.
    concept_id: code === 'shape' ? 'form' : code,
    title: code,
    path,
    maps_to_node_version_id: to === undefined ? null : `${Number(version) + 1}:${to}`,
    map_kind: kind ?? null,
    // Of the version in force: what an older one says of its own is none of it.
    is_catch_all: `${version}:${code}` === '2:shape' || `${version}:${code}` === '1:logic',
    valid_from: { 1: '2025-01-01T00:00:00Z', 2: '2026-01-10T00:00:00Z', 3: '2026-12-01T00:00:00Z' }[version],
  });
}

export const taxonomy: readonly Node[] = [
  node('1', 'all', ['all', 'same']),
  node('1', 'all/form', ['shape', 'renamed']),
  node('1', 'all/reasoning', ['reasoning', 'same']),
  node('1', 'all/reasoning/wrong', ['arithmetic', 'split']),
  node('1', 'all/reasoning/logic', ['logic', 'broadened']),
  node('1', 'all/gone', ['', 'retired']),
  node('2', 'all', ['all', 'same']),
  node('2', 'all/shape', ['shape', 'same']),
  node('2', 'all/reasoning', ['reasoning', 'retired']),
  node('2', 'all/reasoning/arithmetic', []),
  node('2', 'all/reasoning/logic', []),
  node('3', 'all', []),
  node('3', 'all/shape', []),
];

/** Nodes that failures are labelled with; one that no taxonomy has among them. */
export const labelledNodes = [
  '1:form',
  '1:wrong',
  '1:logic',
  '1:gone',
  '2:shape',
  '2:arithmetic',
  '2:logic',
  '2:reasoning',
  'unheard of',
] as const;
