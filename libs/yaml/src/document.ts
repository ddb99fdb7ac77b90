import type { Document, Node, ParsedNode } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Problem } from './problem.ts';

/** More uses of anchors than any honest file has. */
export const maxAliasCount = 100;

export type Path = readonly (string | number)[];

export interface SourceText {
  /** As people call it, e.g. dashboards/targets.yaml. */
  readonly file: string;
  readonly text: string;
}

/** A file that is YAML, with the place of everything in it. */
export interface YamlDocument {
  readonly file: string;
  readonly document: Document<ParsedNode>;
  /** A problem with the value at a path, or with its key; the nearest part above where the path does not exist. */
  problemAt(path: Path, message: string, of?: 'key' | 'value'): Problem;
  problemOf(node: Node, message: string): Problem;
}

interface Step {
  readonly key: Node | null;
  readonly value: Node | null;
}

function stepInto(node: Node | null, step: string | number, document: Document): Step {
  const inside = isAlias(node) ? (node.resolve(document) ?? null) : node;
  if (isSeq(inside) && typeof step === 'number')
    return { key: null, value: (inside.items[step] ?? null) as Node | null };
  if (!isMap(inside)) return { key: null, value: null };
  const pair = inside.items.find(({ key }) => isScalar(key) && key.value === step);
  return { key: (pair?.key ?? null) as Node | null, value: (pair?.value ?? null) as Node | null };
}

/** Offset in the text of what the path names. */
function offsetOf(document: Document<ParsedNode>, path: Path, of: 'key' | 'value'): number {
  let node: Node | null = document.contents;
  let nearest: Node | null = node;
  path.forEach((step, index) => {
    const { key, value } = stepInto(node, step, document);
    node = value;
    const isLast = index === path.length - 1;
    nearest = (isLast && of === 'key' ? key : (value ?? key)) ?? nearest;
  });
  return nearest?.range?.[0] ?? 0;
}

/** What the aliases of a document cannot be resolved to: a name nobody has, or too much of one (a bomb of a few lines). */
function aliasError(document: Document): string | null {
  try {
    document.toJS({ maxAliasCount });
    return null;
  } catch (error) {
    return error instanceof Error ? said(error) : 'its aliases lead nowhere';
  }
}

function firstAlias(document: Document): number {
  let offset = 0;
  visit(document, {
    Alias: (_key, node) => {
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

/** Reads one YAML document; problems instead where the text is not YAML. Keys given twice are problems. */
export function readYaml({ file, text }: SourceText): YamlDocument | readonly Problem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2' });
  const at = (offset: number): Pick<Problem, 'file' | 'line' | 'column'> => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const [error] = document.errors;
  // After the first slip the parser guesses, so later ones would only mislead.
  if (error) return [{ ...at(error.pos[0]), message: `this is not YAML: ${said(error)}` }];
  const parsed = document as Document<ParsedNode>;
  const unresolved = aliasError(parsed);
  if (unresolved) return [{ ...at(firstAlias(parsed)), message: `this is not YAML: ${unresolved}` }];
  return {
    file,
    document: parsed,
    problemAt: (path, message, of = 'value') => ({ ...at(offsetOf(parsed, path, of)), message }),
    problemOf: (node, message) => ({ ...at(node.range?.[0] ?? 0), message }),
  };
}

/** The parser's own words as the end of a sentence, without the piece of the file some end with: it may be a secret. */
function said({ message }: Error): string {
  const words = message.replace(/: ".*$/s, '');
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}
