import type { Result } from '@assay/contract';
import type { TaxonomyNode } from '@assay/metrics';
import { column } from './run.ts';

/** The answer of `taxonomyStatement` as nodes. */
export function nodesOf(result: Result): readonly TaxonomyNode[] {
  const text = (name: string, row: number): string => String(column(result, name)[row]);
  const orNull = (name: string, row: number): string | null => (column(result, name)[row] ?? null) as string | null;
  return Array.from({ length: result.rowCount }, (_, row) => ({
    id: text('node_version_id', row),
    version: text('taxonomy_version', row),
    code: text('node_code', row),
    parent: orNull('parent_node_version_id', row),
    concept: text('concept_id', row),
    title: text('title', row),
    path: text('path', row),
    mapsTo: orNull('maps_to_node_version_id', row),
    mapKind: orNull('map_kind', row),
    isCatchAll: column(result, 'is_catch_all')[row] === true,
    validFrom: text('valid_from', row),
  }));
}
