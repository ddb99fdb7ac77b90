import type { Fact, RelationScope } from '../fact.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { dimensionColumns, joinsFor, standsForItself } from '../fact.ts';
import { Field } from '../field.ts';
import { within } from '../plan/bounds.ts';
import { answerDimensions, answerJoins, answersInForce, bareAnswers } from './answer-dimensions.ts';

const named = { dimensions: answerDimensions, joins: answerJoins };

/** One answer of one person to one question of one item, as definitions see it. */
export const answerView = {
  status: new Field<'submitted' | 'skipped' | 'cancelled'>('status'),
  stage: new Field<'initial' | 'overlap' | 'rework' | 'adjudication'>('stage'),
  gold: new Field('is_gold'),
  /** Null where the answer was not compared with a key. */
  goldCorrect: new Field('gold_correct'),
  /** True for the first answer of this person to this question of this item. */
  first: new Field('is_first'),
} as const;

function relation({ tables, functions: f, bounds, dimensions: asked }: RelationScope): readonly NamedQuery[] {
  return [
    [
      'fact_row',
      sql`
    select a.annotation_id, a.work_item_id, a.task_version_id, a.question_code, a.revision, a.stage, a.status, a.is_gold, a.gold_correct, a.value_num,
      a.submitted_at, a.revision = 1 as is_first, a.annotator_id as cluster_key,
      ${f.cast(sql`1`, 'flt')} as weight${dimensionColumns(named, asked)}
    from ${tables('fact_annotation')} a
    ${joinsFor(named, { tables, dimensions: asked })}
    where ${within('a.submitted_at', bounds)} and ${answersInForce}`,
    ],
  ];
}

/** Answers of annotators; people are their clusters. */
export const answerFact = {
  table: 'fact_annotation',
  reads: ['fact_annotation'],
  view: answerView,
  times: { submitted_at: { type: 'ts', dates: ['submitted_at'] } },
  ...named,
  ...standsForItself,
  person: 'cluster_key',
  key: 'annotation_id',
  shown: [
    { name: 'annotation_id', title: 'Answer', type: 'str' },
    { name: 'work_item_id', title: 'Item', type: 'str' },
    { name: 'task_version_id', title: 'Task version', type: 'str' },
    { name: 'question_code', title: 'Question', type: 'str' },
    { name: 'stage', title: 'Stage', type: 'str' },
    { name: 'gold_correct', title: 'As the key', type: 'bool' },
  ],
  relation,
  bare: bareAnswers,
} as const satisfies Fact;
