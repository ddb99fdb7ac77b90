import type { RawBuilder } from 'kysely';
import type { MetricDialect } from '../dialect.ts';
import { sql } from 'kysely';
import { word } from '../dialect.ts';

type Functions = MetricDialect['functions'];

/** A text in which `|` is free to stand between texts. */
const escaped = (text: RawBuilder<unknown>, f: Functions): RawBuilder<unknown> =>
  sql`${f.replace(f.replace(text, '~', '~~'), '|', '~p')}`;
const plain = (text: string): string => text.replaceAll(/~(~|p)/g, (_, code) => (code === 'p' ? '|' : '~'));
const missing = '~n';

/**
 * The answers to one item in one text, whatever labels there are: `complaint|complaint|request`. Items that were answered
 * alike have the same text, so that a million answers come back as some hundred patterns.
 */
export function patternExpression(label: RawBuilder<unknown>, f: Functions): RawBuilder<unknown> {
  return sql`${f.joinSorted(escaped(label, f), '|')}`;
}

/** The labels of a pattern, one an answer. */
export function labelsOf(pattern: string): readonly string[] {
  return pattern.split('|').map(plain);
}

/** Several columns in one text, whose values may be missing: thousands of rows repeat few of them, and each text is decoded. */
export function togetherExpression(columns: readonly RawBuilder<unknown>[], f: Functions): RawBuilder<unknown> {
  const parts = columns.map((column) => sql`coalesce(${escaped(column, f)}, ${word(missing)})`);
  return sql.join(parts, sql` || ${word('|')} || `);
}

/** The values of columns that were put together. */
export function apart(together: string): readonly (string | null)[] {
  return together.split('|').map((text) => (text === missing ? null : plain(text)));
}
