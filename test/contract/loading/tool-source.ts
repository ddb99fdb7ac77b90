import { recogniseTool } from '@assay/importers';
import type { Source } from '@assay/importers';
import { recipesDirectory } from './database.ts';

/** A file as `assay load FILE` reads it, or with `--from` and `--set`. */
export async function toolSource(
  file: string,
  settings: Readonly<Record<string, string>> = {},
  from?: string,
): Promise<Source> {
  return { kind: 'tool', file, export: await recogniseTool({ file, from, recipesDirectory }), settings };
}
