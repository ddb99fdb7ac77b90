import type { Problem, YamlDocument } from '@assay/yaml';
import { isMap, isScalar, isSeq, visit } from 'yaml';

export type Environment = Readonly<Record<string, string | undefined>>;

const reference = /\$\{([^}]*)\}/g;
const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The text with every reference filled in, or what is wrong with the first that cannot be. */
function fill(text: string, environment: Environment): { readonly text: string } | { readonly wrong: string } {
  const names = [...text.matchAll(reference)].map(([, name]) => name ?? '');
  const bad = names.find((name) => !variableName.test(name));
  if (bad !== undefined)
    return { wrong: '"${...}" does not hold the name of an environment variable; expected ${NAME}' };
  const unset = names.find((name) => environment[name] === undefined);
  if (unset !== undefined) return { wrong: `the environment variable ${unset} is not set` };
  return { text: text.replaceAll(reference, (_all, name: string) => environment[name] ?? '') };
}

/**
 * Fills `${NAME}` in the document's values from the environment, in place, so that a secret need not stand in the file.
 * Only whole values are text to fill: a variable cannot add keys or lines. What it holds is never part of a problem.
 * Tokens of viewers stay references, so that one written in plain is known for what it is.
 */
export function interpolate(yaml: YamlDocument, environment: Environment): readonly Problem[] {
  const problems: Problem[] = [];
  const tokens = tokensOf(yaml);
  visit(yaml.document, {
    Scalar: (key, node) => {
      if (key === 'key' || !isScalar(node) || typeof node.value !== 'string' || tokens.has(node)) return;
      const filled = fill(node.value, environment);
      if ('text' in filled) node.value = filled.text;
      else problems.push(yaml.problemOf(node, filled.wrong));
    },
  });
  return problems;
}

function tokensOf({ document }: YamlDocument): ReadonlySet<unknown> {
  const viewers = document.get('viewers', true);
  if (!isSeq(viewers)) return new Set();
  return new Set(viewers.items.map((viewer) => (isMap(viewer) ? viewer.get('token', true) : null)));
}
