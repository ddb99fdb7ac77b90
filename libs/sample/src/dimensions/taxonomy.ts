import type { Row } from '@assay/model';
import type { Calendar } from '../calendar.ts';
import { openStart } from '@assay/model';
import { instant, msOf, weekStart } from '../calendar.ts';
import { taxonomyStory } from '../stories.ts';

type NodeRow = Row<'dim_taxonomy_node'>;

interface Node {
  readonly code: string;
  readonly parent: string | null;
  readonly title: string;
  readonly severity?: number;
  /** What became of it in version 2; `same` where nothing is said. Of nodes of version 2, nothing. */
  readonly became?: Pick<NodeRow, 'map_kind'> & { readonly code: string | null; readonly share?: string };
  /** Where it is not the code. */
  readonly concept?: string;
}

const { firstShare } = taxonomyStory;

const shared: readonly Node[] = [
  { code: 'failure', parent: null, title: 'Failure' },
  { code: 'hallucination', parent: 'failure', title: 'Hallucination', severity: 2 },
  { code: 'unsupported_claim', parent: 'hallucination', title: 'Unsupported claim', severity: 2 },
  { code: 'wrong_citation', parent: 'hallucination', title: 'Wrong citation', severity: 3 },
  { code: 'fabricated_step', parent: 'hallucination', title: 'Fabricated step', severity: 2 },
  { code: 'reasoning', parent: 'failure', title: 'Reasoning', severity: 2 },
  { code: 'instruction', parent: 'failure', title: 'Instructions', severity: 3 },
  { code: 'missed_constraint', parent: 'instruction', title: 'Missed constraint', severity: 3 },
  { code: 'incomplete', parent: 'instruction', title: 'Incomplete', severity: 3 },
  { code: 'tone', parent: 'failure', title: 'Tone', severity: 4 },
  { code: 'other', parent: 'failure', title: 'Other' },
];

const first: readonly Node[] = [
  ...shared,
  {
    code: 'wrong_reasoning',
    parent: 'reasoning',
    title: 'Wrong reasoning',
    severity: 2,
    became: { map_kind: 'split', code: 'arithmetic_error', share: firstShare.toFixed(9) },
  },
  {
    code: 'wrong_format',
    parent: 'instruction',
    title: 'Wrong format',
    severity: 3,
    became: { map_kind: 'renamed', code: 'format_violation' },
  },
];

const second: readonly Node[] = [
  ...shared,
  { code: 'arithmetic_error', parent: 'reasoning', title: 'Arithmetic error', severity: 2 },
  { code: 'logic_error', parent: 'reasoning', title: 'Logic error', severity: 2 },
  { code: 'format_violation', parent: 'instruction', title: 'Format violation', severity: 3, concept: 'wrong_format' },
];

const policies: readonly Node[] = [
  { code: 'policy', parent: null, title: 'Policy' },
  { code: 'self_harm', parent: 'policy', title: 'Self-harm', severity: 0 },
  { code: 'medical_advice', parent: 'policy', title: 'Medical advice', severity: 1 },
  { code: 'fraud', parent: 'policy', title: 'Fraud', severity: 2 },
  { code: 'privacy', parent: 'policy', title: 'Privacy', severity: 1 },
  { code: 'harassment', parent: 'policy', title: 'Harassment', severity: 3 },
];

export type Taxonomy = 'failure_mode' | 'policy';

export function nodeId(taxonomy: Taxonomy, version: number, code: string): string {
  return `${taxonomy}@${version}:${code}`;
}

interface Edition {
  readonly taxonomy: Taxonomy;
  readonly version: number;
  readonly nodes: readonly Node[];
  readonly from: string;
  readonly to: string | null;
}

function pathOf(nodes: readonly Node[], { code, parent }: Node): string {
  const above = nodes.find((node) => node.code === parent);
  return above === undefined ? code : `${pathOf(nodes, above)}/${code}`;
}

/** Where a node of version 1 of the failure modes went; later versions and the policies have no successor. */
function mapOf({ taxonomy, version }: Edition, { code, became }: Node): Partial<NodeRow> {
  if (taxonomy === 'policy' || version > 1) return {};
  const next = became ?? { map_kind: 'same' as const, code };
  return {
    map_kind: next.map_kind,
    maps_to_node_version_id: next.code === null ? null : nodeId(taxonomy, 2, next.code),
    map_share: became?.share ?? null,
  };
}

function nodeRow(edition: Edition, node: Node): NodeRow {
  const { taxonomy, version, nodes, from, to } = edition;
  const path = pathOf(nodes, node);
  return {
    node_version_id: nodeId(taxonomy, version, node.code),
    taxonomy_id: taxonomy,
    taxonomy_version: String(version),
    node_code: node.code,
    parent_node_version_id: node.parent === null ? null : nodeId(taxonomy, version, node.parent),
    concept_id: node.concept ?? node.code,
    title: node.title,
    level: path.split('/').length - 1,
    path,
    polarity: 'failure',
    is_catch_all: node.code === 'other',
    default_severity_rank: node.severity ?? null,
    maps_to_node_version_id: null,
    map_kind: null,
    map_share: null,
    valid_from: from,
    valid_to: to,
    ...mapOf(edition, node),
  };
}

export function taxonomyRows(calendar: Calendar): readonly NodeRow[] {
  const open = `${openStart}T00:00:00.000Z`;
  const change = instant(msOf(weekStart(calendar, taxonomyStory.week)));
  const editions: readonly Edition[] = [
    { taxonomy: 'failure_mode', version: 1, nodes: first, from: open, to: change },
    { taxonomy: 'failure_mode', version: 2, nodes: second, from: change, to: null },
    { taxonomy: 'policy', version: 1, nodes: policies, from: open, to: null },
  ];
  return editions.flatMap((edition) => edition.nodes.map((node) => nodeRow(edition, node)));
}

/** Modes that failures are coded as, by their number from 1, under each version. Thirds of reasoning failures are many. */
export const failureModes = {
  1: [
    'wrong_reasoning',
    'wrong_reasoning',
    'wrong_reasoning',
    'missed_constraint',
    'incomplete',
    'wrong_format',
    'tone',
    'other',
  ],
  2: [
    'arithmetic_error',
    'arithmetic_error',
    'logic_error',
    'missed_constraint',
    'incomplete',
    'format_violation',
    'tone',
    'other',
  ],
} as const;

export const policyCodes = ['self_harm', 'medical_advice', 'fraud', 'privacy', 'harassment'] as const;
export type PolicyCode = (typeof policyCodes)[number];
