import type { Fact, RelationScope } from '../fact.ts';
import type { DimensionId } from '../dimensions.ts';
import type { Sql } from '../dialect.ts';
import { sql } from 'kysely';
import { word } from '../dialect.ts';
import { dimensionColumn } from '../dimensions.ts';
import { standsForItself } from '../fact.ts';
import { Field } from '../field.ts';
import { within } from '../plan/bounds.ts';
import { independent, judged, judgementFact, ofJudgements } from './judgement-fact.ts';

const pairColumn = dimensionColumn('annotator_pair');

/** The column is `pairName` already: how texts are joined is the engine's to say, and dimensions know no engine. */
const dimensions = { ...ofJudgements.dimensions, annotator_pair: { expression: sql.ref(pairColumn) } } as const;

type Functions = RelationScope['functions'];

/** A text of each of two rows in one, that which is `first` before the other. */
const joined = ([first, second]: readonly [string, string], between: string, f: Functions): Sql =>
  f.concat(sql.ref(first), word(between), sql.ref(second));

/** Something of rows p and o in one text, the lesser first: the same from both sides. */
function together(name: string, between: string, f: Functions): Sql {
  const [p, o] = [`p.${name}`, `o.${name}`] as const;
  return sql`case when ${sql.ref(p)} < ${sql.ref(o)} then ${joined([p, o], between, f)} else ${joined([o, p], between, f)} end`;
}

/** Two annotators in one text, whoever of them is meant. */
const pairName = (f: Functions): Sql => together('annotator_id', ' and ', f);

const ofPairs = { dimensions, joins: ofJudgements.joins };
/** Whether a dimension is one of a single answer. */
const isOfOne = (id: DimensionId): boolean => id !== 'annotator_pair';

/** An answer beside that of one other annotator, as definitions see it. */
export const answerPairView = {
  purpose: new Field<'production' | 'gold' | 'calibration' | 'qualification' | 'pilot'>('purpose'),
  /** True of an item that came before in the same task. */
  duplicate: new Field('is_duplicate'),
} as const;

const columns = [
  ...['annotation_id', 'annotator_id', 'question_code', 'task_version_id', 'stage', 'submitted_at', 'purpose'],
  ...['is_duplicate', 'task_id', 'compat_group', 'label_level', 'last_independent_at', 'last_answered_at', 'weight'],
] as const;

/**
 * Each answer once for every other annotator of its item: two rows a pair, which have one cluster key. Who of the two
 * said it stands before the label.
 */
function paired({ functions: f, dimensions: asked }: RelationScope) {
  const own = asked.filter(isOfOne).map(dimensionColumn);
  const kept = [...columns, ...own].map((name) => sql.ref(`p.${name}`));
  const isAsked = asked.includes('annotator_pair');
  const place = sql`case when p.annotator_id < o.annotator_id then '1' else '2' end`;
  return sql`
    select ${sql.join(kept)}, p.work_item_id,
      ${joined(['p.annotation_id', 'o.annotation_id'], ' ', f)} as pair_answer_id, ${together('annotation_id', ' ', f)} as cluster_key,
      ${f.concat(place, sql.ref('p.label'))} as label${isAsked ? sql`, ${pairName(f)} as ${sql.ref(pairColumn)}` : sql``}
    from opinion p
    join opinion o on o.work_item_id = p.work_item_id and o.annotator_id <> p.annotator_id
      and ${f.same(sql.ref('o.question_code'), sql.ref('p.question_code'))}
      and ${f.same(sql.ref('o.compat_group'), sql.ref('p.compat_group'))}`;
}

/** Answers of people who had not seen another's, each beside that of one other; dated by when the last of the item came. */
export const answerPairFact = {
  table: 'fact_annotation',
  reads: ['fact_annotation', 'fact_work_item', 'dim_task', 'dim_annotator'],
  view: answerPairView,
  times: { last_independent_at: { type: 'ts', dates: ['submitted_at'] } },
  ...ofPairs,
  ...standsForItself,
  person: 'annotator_id',
  key: 'pair_answer_id',
  shown: [
    { name: 'annotation_id', title: 'Answer', type: 'str' },
    { name: 'work_item_id', title: 'Item', type: 'str' },
    { name: 'task_version_id', title: 'Task version', type: 'str' },
    { name: 'question_code', title: 'Question', type: 'str' },
    { name: 'submitted_at', title: 'Submitted', type: 'ts' },
  ],
  relation: (scope) => [
    ...judged({ ...scope, dimensions: scope.dimensions.filter(isOfOne) }, 'judged', ofPairs),
    ['opinion', sql`\n    select * from judged where ${independent}`],
    ['fact_row', paired(scope)],
  ],
  // Of anything but pairs its answers say no more than those of single people do.
  bare: (scope) =>
    scope.dimensions.includes('annotator_pair')
      ? sql`
    select 1 as one, ${pairName(scope.functions)} as ${sql.ref(pairColumn)}
    from ${scope.tables('fact_annotation')} p
    join ${scope.tables('fact_annotation')} o on o.work_item_id = p.work_item_id and o.annotator_id > p.annotator_id
      and o.question_code = p.question_code
    where ${within('p.submitted_at', scope.bounds)} and ${within('o.submitted_at', scope.bounds)}
      and p.voided_at is null and o.voided_at is null and p.is_latest and o.is_latest`
      : judgementFact.bare(scope),
} as const satisfies Fact;
