import * as v from 'valibot';
import { LineCounter, isNode, parseDocument, visit } from 'yaml';
import type { Document } from 'yaml';
import { AssayError } from '@assay/contract';
import type { RecipeDocument } from './schema.ts';
import { recipeSchema } from './schema.ts';

/** `recipe.yaml` as data. RECIPE_INVALID names the file, the line and the column. */
export function readRecipeYaml(text: string, file: string): RecipeDocument {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const [broken] = document.errors;
  if (broken !== undefined) throw invalid(file, positionOf(counter, broken.pos[0]), 'This is not valid YAML.');
  const content = contentOf(document);
  if (content === null)
    throw invalid(file, positionOf(counter, aliasIn(document)), 'Its aliases (*name) lead nowhere.');
  const parsed = v.safeParse(recipeSchema, content.value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = issue.path?.map((item) => item.key as string | number) ?? [];
  throw invalid(file, positionOf(counter, offsetOf(document, path)), `${path.join('.') || 'recipe'}: ${issue.message}`);
}

/** Null where an alias names nothing, or too much of something. */
function contentOf(document: Document): { readonly value: unknown } | null {
  try {
    return { value: document.toJS() as unknown };
  } catch {
    return null;
  }
}

function aliasIn(document: Document): number {
  let offset = 0;
  visit(document, {
    Alias: (_key, node) => {
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

/** Where the value lies, or the nearest thing around it that is there. */
function offsetOf(document: Document, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function positionOf(counter: LineCounter, offset: number): string {
  const { line, col } = counter.linePos(offset);
  return `line ${Math.max(line, 1)}, column ${Math.max(col, 1)}`;
}

function invalid(file: string, position: string, hint: string): AssayError {
  return new AssayError('RECIPE_INVALID', `${file} has a mistake in ${position}.`, { hint });
}
