import type { SetRule } from './rule.ts';
import { countedRows, setRule } from './rule.ts';

const node = countedRows('dim_taxonomy_node');
const tree = { table: 'dim_taxonomy_node', reads: [], counts: 'nodes', asked: 'load' } as const;

/** Deeper than any taxonomy; ends the walk where a node far above is part of a cycle. */
const deepest = 64;
const mostCatchAll = 0.15;
/** A share of fewer labels says little. */
const fewestLabels = 20;

/** Labels that name a node, with the instant at which they were given. */
const labels = [
  ['fact_annotation', 'annotation_id', 'submitted_at'],
  ['fact_review', 'review_id', 'decided_at'],
  ['fact_grade', 'grade_id', 'graded_at'],
] as const;

/** A node has one parent by its shape, so two parents are two rows of one key (V-K1). */
export const taxonomyRules: readonly SetRule[] = [
  setRule('V-X1', 'error', {
    ...tree,
    column: 'parent_node_version_id',
    wrong: 'a node lies below itself',
    breaks: () => `with recursive up as (
        select node_version_id as start, parent_node_version_id as parent, 1 as depth
        from ${node} n where parent_node_version_id is not null
        union all
        select up.start, n.parent_node_version_id, up.depth + 1 from up join ${node} n on n.node_version_id = up.parent
        where n.parent_node_version_id is not null and up.parent <> up.start and up.depth < ${deepest}
      )
      select distinct start as key from up where parent = start`,
  }),
  setRule('V-X1', 'error', {
    ...tree,
    column: 'polarity',
    wrong: 'a node has another polarity than its parent',
    breaks:
      () => `select n.node_version_id as key from ${node} n join ${node} p on p.node_version_id = n.parent_node_version_id
      where n.polarity <> p.polarity`,
  }),
  setRule('V-X1', 'error', {
    ...tree,
    column: 'maps_to_node_version_id',
    wrong: 'a node maps to another version than the next of its taxonomy',
    breaks: () => `with began as (
        select taxonomy_id, taxonomy_version, min(valid_from) as began from ${node} n group by taxonomy_id, taxonomy_version
      ), version as (
        select taxonomy_id, taxonomy_version,
          row_number() over (partition by taxonomy_id order by began, taxonomy_version) as place from began
      )
      select n.node_version_id as key from ${node} n
      join ${node} m on m.node_version_id = n.maps_to_node_version_id
      join version a on a.taxonomy_id = n.taxonomy_id and a.taxonomy_version = n.taxonomy_version
      join version b on b.taxonomy_id = m.taxonomy_id and b.taxonomy_version = m.taxonomy_version
      where a.taxonomy_id <> b.taxonomy_id or b.place <> a.place + 1`,
  }),
  ...labels.map(([table, key, at]): SetRule => ({
    code: 'V-X2',
    level: 'warning',
    table,
    column: 'node_version_id',
    reads: ['dim_taxonomy_node'],
    counts: 'rows',
    asked: 'doctor',
    breaks:
      () => `select f.${key} as key from ${countedRows(table)} f join ${node} n on n.node_version_id = f.node_version_id
        where f.${at} < n.valid_from or f.${at} >= n.valid_to`,
  })),
  setRule('V-X3', 'warning', {
    table: 'fact_grade',
    column: 'node_version_id',
    reads: ['dim_taxonomy_node'],
    counts: 'taxonomies',
    asked: 'doctor',
    breaks: () => `select n.taxonomy_id as key from ${countedRows('fact_grade')} g
      join ${node} n on n.node_version_id = g.node_version_id
      where g.is_latest = true and g.is_defect = true and n.polarity = 'failure'
      group by n.taxonomy_id
      having count(*) >= ${fewestLabels} and sum(case when n.is_catch_all = true then 1 else 0 end) > ${mostCatchAll} * count(*)`,
  }),
];
