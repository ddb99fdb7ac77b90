import type { RawBuilder } from 'kysely';
import type { RelationScope } from '../fact.ts';
import type { Criterion } from './criteria.ts';
import { sql } from 'kysely';
import { word } from '../dialect.ts';
import { criteria } from './criteria.ts';

/** The column that tells the judges of a criterion apart. */
export const judgesColumn = (criterion: Criterion): string => `judges_${criterion}`;

/**
 * For each output the model judges whose votes decided, by criterion, each with the version that it was when it voted: a
 * judge may get another model under the same name. Reads `deciding` of the outputs' relation.
 */
export function judgesOfOutputs({
  tables,
  functions: f,
}: Pick<RelationScope, 'tables' | 'functions'>): RawBuilder<unknown> {
  const judge = f.concat(sql`d.grader_id`, word('@'), sql`coalesce(a.model_version_id, '')`);
  const columns = criteria.map(
    (criterion) =>
      sql`max(case when criterion = ${word(criterion)} then judges end) as ${sql.ref(judgesColumn(criterion))}`,
  );
  return sql`
    select output_id, ${sql.join(columns, sql`,\n      `)}
    from (
      select d.output_id, d.criterion, ${f.joinSorted(judge, ',')} as judges
      from deciding d
      left join ${tables('dim_annotator')} a on a.annotator_id = d.grader_id and a.voided_at is null
        and a.valid_from <= d.voted_at and (a.valid_to is null or d.voted_at < a.valid_to)
      where d.grader_kind = 'model'
      group by d.output_id, d.criterion
    ) judged
    group by output_id`;
}
