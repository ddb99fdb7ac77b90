import { bool, dec, int, str, ts } from '../column.ts';
import { table } from '../table.ts';

export const dimTaxonomyNode = table({
  name: 'dim_taxonomy_node',
  rows: 'taxonomy nodes',
  kind: 'dim',
  family: 'Dimensions',
  core: true,
  changes: 'none',
  grain: 'one row per node per taxonomy version',
  source: 'taxonomy file in git, Label Studio taxonomy tag, Labelbox ontology',
  cluster: ['taxonomy_id', 'taxonomy_version'],
  columns: [
    str('node_version_id', 'key of the node in one version', { key: 1 }),
    str('taxonomy_id', 'failure_mode, root_cause, policy, or a label set of a task'),
    str('taxonomy_version', 'version of the whole taxonomy'),
    str('node_code', 'code inside the taxonomy'),
    str('parent_node_version_id', 'parent in the same version; null at the root', { maybe: true }),
    str('concept_id', 'stable over versions'),
    str('title', 'name shown'),
    int('level', '0 = root'),
    str('path', "codes joined by '/'"),
    str('polarity', 'what a label on it says', { oneOf: ['failure', 'success', 'neutral'] }),
    bool('is_catch_all', 'other / unknown'),
    int('default_severity_rank', 'severity where a label has none', { maybe: true }),
    str('maps_to_node_version_id', 'successor in the next version', { maybe: true }),
    str('map_kind', 'how the node goes on in the next version', {
      oneOf: ['same', 'renamed', 'merged', 'broadened', 'split', 'narrowed', 'retired', 'new'],
    }),
    dec(9, 6)('map_share', 'for split: share from a dual-coded sample; null = not measured', { maybe: true }),
    ts('valid_from', 'in force from this instant'),
    ts('valid_to', 'until this instant; null while in force', { maybe: true }),
  ],
});
