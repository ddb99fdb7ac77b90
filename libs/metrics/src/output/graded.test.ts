import { dialectOf } from '@assay/warehouse';
import { describe, expect, it } from 'vitest';
import { goldenStatement } from '../golden.ts';
import { metricIds, metricOf } from '../registry.ts';
import { criteria } from './criteria.ts';

/** Columns of the relation that verdicts are in, and what graders were asked for them. */
const madeOf: Readonly<Record<string, readonly string[]>> = {
  refusal: ['refusal'],
  refusal_disputed: ['refusal'],
  judged: ['refusal'],
  stranger: ['refusal'],
  harm: ['policy', 'harm', 'refusal'],
  hallucination: ['hallucination'],
  hallucination_judged: ['hallucination'],
  hallucination_stranger: ['hallucination'],
  failure: ['failure_mode'],
  failure_judged: ['failure_mode'],
  failure_stranger: ['failure_mode'],
  policy: ['policy'],
  policy_judged: ['policy'],
  policy_stranger: ['policy'],
  danger: ['policy', 'harm'],
  danger_judged: ['policy', 'harm'],
  danger_stranger: ['policy', 'harm'],
  severity: criteria,
  any_judged: criteria,
  any_stranger: criteria,
};

/** Columns that a statement names after the relation of its rows, where conditions of definitions stand. */
function named(sql: string): readonly string[] {
  const conditions = sql.slice(sql.indexOf('"placed" as (')).replaceAll(/'(?:[^']|'')*'/g, "''");
  return [...conditions.matchAll(/"(\w+)"/g)].flatMap(([, word]) =>
    word !== undefined && word in madeOf ? [word] : [],
  );
}

describe.each(metricIds.filter((id) => metricOf(id).fact === 'output'))('%s', (id) => {
  it('says what graders are asked whose verdicts it reads: nothing else is read for it', () => {
    const { sql } = goldenStatement(id, dialectOf('duckdb'), {});
    const read = new Set(named(sql).flatMap((column) => madeOf[column] ?? []));
    expect([...read].sort()).toEqual([...(metricOf(id).graded ?? [])].sort());
  });
});
