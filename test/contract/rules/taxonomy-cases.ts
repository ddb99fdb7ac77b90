import type { RuleCase } from './rule-case.ts';
import { grade, node, range } from './rule-case.ts';

export const taxonomyCases: readonly RuleCase[] = [
  {
    rule: 'V-X1 dim_taxonomy_node.parent_node_version_id',
    says: 'a circle of three',
    given: [node({ parent_node_version_id: 'n2' }), node({ node_version_id: 'n2', parent_node_version_id: 'n3' })],
    broken: [node({ node_version_id: 'n3', parent_node_version_id: 'n1' })],
    fine: [node({ node_version_id: 'n3' })],
    count: 3,
    sample: ['n1', 'n2', 'n3'],
    level: 'error',
  },
  {
    rule: 'V-X1 dim_taxonomy_node.polarity',
    says: 'a success stands below a failure',
    given: [node()],
    broken: [node({ node_version_id: 'n2', parent_node_version_id: 'n1', polarity: 'success' })],
    fine: [node({ node_version_id: 'n2', parent_node_version_id: 'n1' })],
    count: 1,
    sample: ['n2'],
    level: 'error',
  },
  {
    rule: 'V-X1 dim_taxonomy_node.maps_to_node_version_id',
    says: 'the first version maps to the third',
    given: [
      node({ node_version_id: 'n2', taxonomy_version: '2', valid_from: '2026-02-01T00:00:00Z' }),
      node({ node_version_id: 'n3', taxonomy_version: '3', valid_from: '2026-03-01T00:00:00Z' }),
    ],
    broken: [node({ maps_to_node_version_id: 'n3' })],
    fine: [node({ maps_to_node_version_id: 'n2' })],
    count: 1,
    sample: ['n1'],
    level: 'error',
  },
  {
    rule: 'V-X2 fact_grade.node_version_id',
    says: 'a label at the instant from which its node is out of force',
    given: [node({ valid_to: '2026-03-01T00:00:00Z' })],
    broken: [grade({ node_version_id: 'n1', graded_at: '2026-03-01T00:00:00Z' })],
    fine: [grade({ node_version_id: 'n1', graded_at: '2026-02-28T23:59:59Z' })],
    count: 1,
    sample: ['g1'],
    level: 'warning',
  },
  {
    rule: 'V-X3 fact_grade.node_version_id',
    says: '4 of 20 failures are other',
    given: [
      node(),
      node({ node_version_id: 'other', is_catch_all: true }),
      ...range(16).map((n) => grade({ grade_id: `g${n}`, is_defect: true, node_version_id: 'n1' })),
      ...range(3).map((n) => grade({ grade_id: `h${n}`, is_defect: true, node_version_id: 'other' })),
    ],
    broken: [grade({ grade_id: 'last', is_defect: true, node_version_id: 'other' })],
    fine: [grade({ grade_id: 'last', is_defect: true, node_version_id: 'n1' })],
    count: 1,
    sample: ['failure'],
    level: 'warning',
  },
];
