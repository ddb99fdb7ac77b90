import type { Parameter, Statement } from '@assay/contract';
import { AssayError } from '@assay/contract';

export type NamedValues = Readonly<Record<string, Parameter>>;

/** What may hold a colon without naming a parameter comes first: texts, quoted names, comments, casts. */
const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|::|:([A-Za-z_][A-Za-z0-9_]*)/g;

/** Names that a text uses as `:name`, each once, in order. */
export function parameterNames(sql: string): readonly string[] {
  const names = [...sql.matchAll(token)].flatMap((match) => match[1] ?? []);
  return [...new Set(names)];
}

/**
 * Turns `:name` into the engine's numbered placeholders. A name used twice is bound once. A null is cast to its type,
 * because DuckDB binds no typed null; only text is ever null here.
 */
export function bindNamed(sql: string, values: NamedValues): Statement {
  const names = parameterNames(sql);
  const parameters = names.map((name) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new AssayError('PARAM_INVALID', `There is no parameter ":${name}".`);
    return value;
  });
  const text = sql.replaceAll(token, (whole: string, name: string | undefined) => {
    if (name === undefined) return whole;
    const place = `$${names.indexOf(name) + 1}`;
    return values[name]?.value === null ? `cast(${place} as varchar)` : place;
  });
  return { sql: text, parameters };
}

export const str = (value: string | null): Parameter => ({ type: 'str', value });
export const int = (value: number): Parameter => ({ type: 'int', value });
export const ts = (value: string): Parameter => ({ type: 'ts', value });
