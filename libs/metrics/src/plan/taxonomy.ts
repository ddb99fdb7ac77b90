import type { RawBuilder } from 'kysely';
import type { Tables } from '../tables.ts';
import { sql } from 'kysely';
import { word } from '../dialect.ts';

/** A taxonomy has hundreds of nodes, not more. */
const mostNodes = 5000;

/** The nodes of all versions of the failure taxonomy, as `TaxonomyNode` names them. */
export function taxonomyStatement(tables: Tables): RawBuilder<unknown> {
  return sql`select node_version_id, taxonomy_version, node_code, parent_node_version_id, concept_id, title, path,
    maps_to_node_version_id, map_kind, is_catch_all, valid_from
  from ${tables('dim_taxonomy_node')} t
  where taxonomy_id = ${word('failure_mode')} and voided_at is null and coalesce(is_test, false) = false
  order by node_version_id
  limit ${sql.lit(mostNodes)}`;
}
