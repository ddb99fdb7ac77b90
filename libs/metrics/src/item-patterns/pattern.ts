import type { RawBuilder } from 'kysely';
import type { MetricDialect } from '../dialect.ts';
import { sql } from 'kysely';

type Functions = MetricDialect['functions'];

/**
 * The answers to one item in one text, whatever labels there are: `complaint|complaint|request`. Items that were answered
 * alike have the same text, so that a million answers come back as some hundred patterns.
 */
export function patternExpression(label: RawBuilder<unknown>, f: Functions): RawBuilder<unknown> {
  return sql`${f.joinSorted(f.replace(f.replace(label, '~', '~~'), '|', '~p'), '|')}`;
}

/** The labels of a pattern, one an answer. */
export function labelsOf(pattern: string): readonly string[] {
  return pattern.split('|').map((label) => label.replaceAll(/~(~|p)/g, (_, code) => (code === 'p' ? '|' : '~')));
}
