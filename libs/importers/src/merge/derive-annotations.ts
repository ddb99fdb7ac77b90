import type { Transaction } from '../transaction.ts';
import type { Moves } from './rows-after.ts';
import { restage } from './restage.ts';
import { rowsMoved, touchedBy } from './rows-after.ts';

/** One annotator's answers to one question on one item: of their revisions one is the latest. */
const thread = ['work_item_id', 'annotator_id', 'question_code'];

/**
 * The answer key of a gold question is itself an annotation: a submitted row with `is_gold` and the stage
 * `adjudication`, in force from its `submitted_at` until the next key of the same item and question. It is given by
 * whoever knows the right answer; a key that was wrong is voided, and a corrected one is a later revision.
 */
const isKey = `is_gold and stage = 'adjudication' and status = 'submitted'`;

/**
 * `is_latest`: the highest revision of its thread, whatever its status, so that a withdrawn answer takes the one before it
 * along. Revisions that are equal or not known go by `submitted_at`, then by key: always exactly one row is latest.
 * Answers of unknown people revise nothing: nobody knows that two of them are of one person.
 * `gold_correct`: the answer is that of the key in force when it was submitted, in all three value columns. Null for
 * keys themselves, for what was not submitted, where nothing says that a key exists (`is_gold`), and where none was in
 * force yet.
 */
export async function deriveAnnotations(transaction: Transaction, moves: Moves): Promise<void> {
  const touched = touchedBy('work_item_id', [rowsMoved('fact_annotation', ['work_item_id'], moves)]);
  const isSame = ['value_code', 'value_num', 'value_set'].map((name) => `a.${name} is not distinct from k.${name}`);
  await restage(transaction, 'fact_annotation', {
    isTouched: 'c.work_item_id in (select work_item_id from touched)',
    before: [`touched as (${touched})`],
    after: [
      // Few answers are revised, so that only those are put in order. Of whom nothing is known, each answer is of another.
      `revised as (
        select ${thread.join(', ')} from affected where annotator_id is not null group by all having count(*) > 1
      )`,
      `older as (
        select annotation_id from affected a
        semi join revised r on ${thread.map((name) => `r.${name} is not distinct from a.${name}`).join(' and ')}
        qualify row_number() over (
          partition by ${thread.join(', ')} order by revision desc nulls last, submitted_at desc, annotation_id desc) > 1
      )`,
      // One key an instant, so that the join below finds at most one.
      `answer_key as (
        select work_item_id, question_code, submitted_at, value_code, value_num, value_set from affected where ${isKey}
        qualify row_number() over (
          partition by work_item_id, question_code, submitted_at order by revision desc nulls last, annotation_id desc) = 1
      )`,
      `compared as (
        select a.annotation_id, ${isSame.join(' and ')} as is_right
        from (select * from affected where is_gold and status = 'submitted' and not coalesce(${isKey}, false)) a
        asof join answer_key k on a.work_item_id = k.work_item_id
          and coalesce(a.question_code, '') = coalesce(k.question_code, '') and a.submitted_at >= k.submitted_at
      )`,
    ],
    derived: {
      is_latest: { value: 'older.annotation_id is null', mostly: 'true' },
      gold_correct: { value: 'compared.is_right', mostly: 'null' },
    },
    joins: `left join older on older.annotation_id = a.annotation_id
    left join compared on compared.annotation_id = a.annotation_id`,
  });
}
