import type { Source } from '@assay/importers';
import type { TestDatabase } from './database.ts';
import { writeRecipe } from './database.ts';

/** A recipe over five columns: an output a record, but for those tagged `skip`, and a workflow a tag. */
const recipeFiles = {
  'recipe.yaml': `name: demo
title: Demo
format: csv
columns: { id: {}, day: {}, status: {}, ms: {}, tag: {} }
`,
  'dim_workflow.sql': `select distinct tag as workflow_id, timestamptz '1900-01-01' as valid_from, tag as title
from source where tag is not null`,
  'fact_output.sql': `select _record, id as output_id, 'eval' as environment, 'm' as model_version_id, 'c' as case_version_id,
  day as produced_at, status, ms as latency_ms,
  tag as workflow_id, id as source_id
from source where tag is distinct from 'skip' -- the last line is a comment`,
};

export const columns = ['id', 'day', 'status', 'ms', 'tag'] as const;
export type DemoRow = readonly [id: string, day: string, status: string, ms: string, tag: string];

export function csvOf(rows: readonly DemoRow[], lineEnd = '\n'): string {
  return [columns, ...rows].map((row) => row.map(cellOf).join(',') + lineEnd).join('');
}

function cellOf(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

export async function demoSource(
  database: TestDatabase,
  text: string | Uint8Array,
  format: 'csv' | 'tsv' | 'jsonl' | 'parquet' = 'csv',
): Promise<Source> {
  const files = {
    ...recipeFiles,
    'recipe.yaml': recipeFiles['recipe.yaml'].replace('format: csv', `format: ${format}`),
  };
  const recipe = await writeRecipe(database, files);
  return { kind: 'file', file: await database.file(`demo.${format}`, text), recipe, settings: {} };
}
