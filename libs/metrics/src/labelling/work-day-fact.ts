import type { RawBuilder } from 'kysely';
import type { Exclusion } from '../definition.ts';
import type { Fact, RelationScope } from '../fact.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { not, or } from '../dialect.ts';
import { dimensionColumns, joinsFor, standsForItself } from '../fact.ts';
import { Field } from '../field.ts';
import { localDay } from '../time/local-day.ts';
import { within } from '../plan/bounds.ts';
import { answerDimensions, answerJoins, answersInForce, bareAnswers } from './answer-dimensions.ts';
import { automaticAnnotators } from './automatic-annotators.ts';

const named = { dimensions: answerDimensions, joins: answerJoins };

/** One answer beside all that its annotator did on its day, as definitions see it. */
export const workDayView = {
  status: new Field<'submitted' | 'skipped' | 'cancelled'>('status'),
  stage: new Field<'initial' | 'overlap' | 'rework' | 'adjudication'>('stage'),
  latest: new Field('is_latest'),
  purpose: new Field<'production' | 'gold' | 'calibration' | 'qualification' | 'pilot'>('purpose'),
  annotator: new Field('annotator_id'),
  /** True where a model or a rule answered. */
  automatic: new Field('is_automatic'),
  /** True where the answer's source was filled at one instant that day, which says nothing of when the work was done. */
  bulk: new Field('is_bulk'),
  /** True where times are known and make up less than an hour of the annotator's day, all slices together. */
  short: new Field('is_short'),
} as const;

/** Answers that are no labelling of somebody's day; the seconds of a day are those of all others. */
export const noWork: readonly Exclusion<typeof workDayView>[] = [
  {
    code: 'unnamed',
    rule: 'X-null',
    says: 'answers of nobody known, which belong to nobody\u2019s day',
    when: (answer) => answer.annotator.isNull(),
  },
  {
    code: 'automatic',
    rule: 'X-model',
    says: 'answers of models and rules',
    when: (answer) => answer.automatic.isTrue(),
  },
  {
    code: 'skipped',
    rule: 'X-skip',
    says: 'answers that were skipped or cancelled',
    when: (answer) => answer.status.isNot('submitted'),
  },
  {
    code: 'superseded',
    rule: 'X-old',
    says: 'answers that their annotator has revised since',
    when: (answer) => not(answer.latest.isTrue()),
  },
  {
    code: 'adjudicated',
    rule: 'X-seen',
    says: 'answers of adjudicators, who settle what others said',
    when: (answer) => answer.stage.is('adjudication'),
  },
  {
    code: 'bulk_import',
    rule: 'E14',
    says: 'answers of a source and day of which more than a fifth has one instant, as after a bulk import',
    when: (answer) => answer.bulk.isTrue(),
  },
];

/** Fewer items than this may share an instant by chance (V-L9). */
const fewestItems = 20;
/** An annotator-day has so many active seconds, where they are known. */
const leastSeconds = 3600;

/** Answers with their day in the workspace's zone: that of the reader, and of the annotator-day. */
function answers({ tables, functions: f, zone, bounds, dimensions }: RelationScope): RawBuilder<unknown> {
  return sql`
    select a.annotation_id, a.work_item_id, a.task_version_id, a.question_code, a.stage, a.status, a.is_latest, a.annotator_id, a.source_system,
      a.submitted_at, a.active_seconds, ${localDay(sql`a.submitted_at`, { functions: f, zone, bounds })} as worked_on, w.purpose,
      m.annotator_id is not null as is_automatic${dimensionColumns(named, dimensions)}
    from ${tables('fact_annotation')} a
    ${joinsFor(named, { tables, dimensions }, ['item'])}
    left join (${automaticAnnotators(tables)}
    ) m on m.annotator_id = a.annotator_id
    where ${within('a.submitted_at', bounds)} and ${answersInForce}`;
}

/** Days of a source of which more than a fifth has one instant (V-L9). */
const bulkDays: readonly NamedQuery[] = [
  [
    'moment',
    sql`
  select source_system, worked_on, count(distinct work_item_id) as items
  from day_answer
  group by source_system, worked_on, submitted_at`,
  ],
  [
    'bulk_day',
    sql`
  select source_system, worked_on
  from moment
  group by source_system, worked_on
  having sum(items) >= ${sql.lit(fewestItems)} and 5 * max(items) > sum(items)`,
  ],
];

function relation(scope: RelationScope): readonly NamedQuery[] {
  const f = scope.functions;
  // What is not known leaves nothing out, as in a definition.
  const work = sql`case when ${or(...noWork.map(({ when }) => when(workDayView)))} then null else active_seconds end`;
  return [
    ['day_answer', answers(scope)],
    ...bulkDays,
    [
      'timed_answer',
      sql`
    select day_answer.*, b.worked_on is not null as is_bulk
    from day_answer left join bulk_day b on b.source_system = day_answer.source_system and b.worked_on = day_answer.worked_on`,
    ],
    [
      'day_work',
      sql`
    select annotator_id, worked_on, sum(${work}) as seconds
    from timed_answer
    group by annotator_id, worked_on`,
    ],
    [
      'fact_row',
      sql`
    select t.*, d.seconds < ${sql.lit(leastSeconds)} as is_short, t.annotator_id as cluster_key, ${f.cast(sql`1`, 'flt')} as weight
    from timed_answer t
    join day_work d on d.worked_on = t.worked_on and ${f.same(sql.ref('d.annotator_id'), sql.ref('t.annotator_id'))}`,
    ],
  ];
}

/** Answers as work of somebody's day; people are their clusters. */
export const workDayFact = {
  table: 'fact_annotation',
  reads: ['fact_annotation', 'fact_work_item', 'dim_annotator'],
  view: workDayView,
  times: { submitted_at: { type: 'ts', dates: ['submitted_at'] } },
  ...named,
  ...standsForItself,
  person: 'annotator_id',
  key: 'annotation_id',
  shown: [
    { name: 'annotation_id', title: 'Answer', type: 'str' },
    { name: 'work_item_id', title: 'Item', type: 'str' },
    { name: 'task_version_id', title: 'Task version', type: 'str' },
    { name: 'question_code', title: 'Question', type: 'str' },
    { name: 'stage', title: 'Stage', type: 'str' },
    { name: 'active_seconds', title: 'Seconds', type: 'flt' },
  ],
  relation,
  bare: bareAnswers,
} as const satisfies Fact;
