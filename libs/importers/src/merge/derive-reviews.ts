import type { Transaction } from '../transaction.ts';
import type { Moves } from './rows-after.ts';
import { restage } from './restage.ts';
import { rowsAfter, rowsMoved, touchedBy } from './rows-after.ts';

/**
 * `is_latest`: no later review of the same kind looked at the same thing. That is the item where the review names no
 * answer, else the answers of one annotator to one question on it: an answer that was sent back comes again under
 * another id, and the review of its new revision supersedes that of the old one. Reviews of two annotators' answers
 * stand side by side, and so do those of answers of which nobody knows who gave them. Of reviews of one instant the last by key is latest, so that it is always exactly one.
 */
export async function deriveReviews(transaction: Transaction, moves: Moves): Promise<void> {
  const moved = ['fact_review', 'fact_annotation'] as const;
  const touched = touchedBy(
    'work_item_id',
    moved.map((table) => rowsMoved(table, ['work_item_id'], moves)),
  );
  const answers = rowsAfter('fact_annotation', ['annotation_id', 'annotator_id', 'question_code'], moves);
  await restage(transaction, 'fact_review', {
    isTouched: `c.work_item_id in (select work_item_id from touched)`,
    before: [`touched as (${touched})`],
    after: [
      `newest as (
        select r.review_id from affected r left join (${answers}) n on n.annotation_id = r.annotation_id
        qualify row_number() over (
          partition by r.work_item_id, r.review_kind,
            case when n.annotator_id is null then r.annotation_id end, n.annotator_id, n.question_code
          order by r.decided_at desc, r.review_id desc) = 1
      )`,
    ],
    derived: { is_latest: { value: 'newest.review_id is not null', mostly: 'true' } },
    joins: 'left join newest on newest.review_id = a.review_id',
  });
}
