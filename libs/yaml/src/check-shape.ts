import * as v from 'valibot';
import type { Path, YamlDocument } from './document.ts';
import { maxAliasCount } from './document.ts';
import type { Problem } from './problem.ts';

export interface ShapeOptions {
  /** Whether a problem may repeat what the file says; never where it may be a secret. */
  readonly isEchoed: boolean;
}

const nameOf = (path: Path): string =>
  path.reduce<string>(
    (name, step) => (typeof step === 'number' ? `${name}[${step}]` : name ? `${name}.${step}` : step),
    '',
  );

function shown(input: unknown): string {
  if (input === null) return 'empty';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object') return 'a mapping';
  return JSON.stringify(typeof input === 'string' ? input.slice(0, 60) : input);
}

function problemOf(issue: v.BaseIssue<unknown>, yaml: YamlDocument, { isEchoed }: ShapeOptions): Problem {
  const items = issue.path ?? [];
  const path = items.map(({ key }) => key as string | number);
  const name = nameOf(path) || 'the file';
  const last = items.at(-1);
  const isKey = last?.origin === 'key';
  // To valibot a list is an object whose keys are wrong; to a person it is a list.
  if (isKey && Array.isArray(last.input)) {
    return yaml.problemAt(
      path.slice(0, -1),
      `${nameOf(path.slice(0, -1)) || 'the file'} is a list; expected a mapping`,
    );
  }
  if (isKey && issue.received === 'undefined') {
    return yaml.problemAt(path.slice(0, -1), `${name} is missing`);
  }
  if (isKey) return yaml.problemAt(path, `${name} is not known; expected ${issue.message}`, 'key');
  const received =
    isEchoed || typeof issue.input === 'object'
      ? `is ${issue.input === undefined ? 'missing' : shown(issue.input)}`
      : 'is not right';
  return yaml.problemAt(path, `${name} ${received}; expected ${issue.message}`);
}

/** The file's content as the schema understands it, or every problem with its place. */
export function checkShape<Schema extends v.GenericSchema>(
  yaml: YamlDocument,
  schema: Schema,
  options: ShapeOptions = { isEchoed: true },
): { readonly value: v.InferOutput<Schema> } | { readonly problems: readonly Problem[] } {
  const result = v.safeParse(schema, yaml.document.toJS({ maxAliasCount }) as unknown);
  if (result.success) return { value: result.output };
  const problems = result.issues.map((issue) => problemOf(issue, yaml, options));
  // Several checks of one value fail with the same words.
  return { problems: [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()] };
}
