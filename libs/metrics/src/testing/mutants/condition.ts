import type { Sql } from '../../dialect.ts';
import { dialectOf } from '@assay/warehouse';
import { sql } from 'kysely';

/** Another condition, and what it does otherwise. */
export interface OtherCondition {
  readonly says: string;
  readonly condition: Sql;
}

/** What a condition reads as; those of definitions hold words of ours only, no values. */
export function textOf(condition: Sql): string {
  return dialectOf('duckdb')
    .compile(sql`${condition}`)
    .sql.trim();
}

const turned: readonly (readonly [RegExp, string])[] = [
  [/ = true\b/g, ' = false'],
  [/ = (?!true\b|false\b)/g, ' <> '],
  [/ <> /g, ' = '],
  [/ is null\b/g, ' is not null'],
  [/ is not null\b/g, ' is null'],
  [/ >= /g, ' < '],
];

/** Each comparison of a condition turned round, one at a time. */
function turnings(text: string): readonly string[] {
  return turned.flatMap(([pattern, other]) =>
    [...text.matchAll(pattern)].map(
      (match) => text.slice(0, match.index) + other + text.slice(match.index + match[0].length),
    ),
  );
}

/** Where a part of a text begins and ends that lies between two words on one level of brackets. */
function partAround(text: string, at: number, step: 1 | -1): number {
  let depth = 0;
  for (let place = at; place >= 0 && place < text.length; place += step) {
    const sign = text[place];
    if (sign === '(' || sign === ')') depth += (sign === '(') === (step === 1) ? 1 : -1;
    if (depth < 0) return step === 1 ? place : place + 1;
    const ahead = step === 1 ? text.slice(place) : text.slice(0, place + 1);
    if (depth === 0 && (step === 1 ? /^ (and|or) /.test(ahead) : / (and|or) $/.test(ahead)))
      return step === 1 ? place : place + 1;
  }
  return step === 1 ? text.length : 0;
}

/** Each part of a condition of several left out, one at a time. */
function omissions(text: string): readonly string[] {
  return [...text.matchAll(/ (?:and|or) /g)].flatMap((match) => {
    const [first, last] = [match.index, match.index + match[0].length];
    const begin = partAround(text, first - 1, -1);
    const end = partAround(text, last, 1);
    return [text.slice(0, begin) + text.slice(last), text.slice(0, first) + text.slice(end)];
  });
}

/** All the ways in which a condition may be a little wrong. */
export function otherConditions(condition: Sql): readonly OtherCondition[] {
  const text = textOf(condition);
  const all = new Set([...turnings(text), ...omissions(text), 'true', 'false']);
  all.delete(text);
  return [...all].map((other) => ({ says: `${text}  =>  ${other}`, condition: sql.raw(other) }));
}
