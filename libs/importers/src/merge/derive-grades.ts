import { nameList } from '../quote.ts';
import { stageTable } from '../stage/columns.ts';
import type { Transaction } from '../transaction.ts';
import type { Moves } from './rows-after.ts';
import { restage } from './restage.ts';
import { rowsAfter, rowsMoved, touchedBy } from './rows-after.ts';

/** What makes two grades opinions on the same question by the same grader, in the same role. */
const verdict = ['output_id', 'criterion', 'grader_id', 'is_adjudicated', 'compared_output_id'];

/** Outputs as they will be after the load: id, and what grades copy. */
function outputsAfter(moves: Moves): string {
  return rowsAfter('fact_output', ['output_id', 'produced_at', 'model_version_id'], moves);
}

/** V-K2: a grade copies columns of its output, so the output must be there or come with it. */
export async function checkOutputs(transaction: Transaction, moves: Moves): Promise<number> {
  const orphans = `${stageTable('fact_grade')} s anti join (${outputsAfter(moves)}) o on o.output_id = s.output_id`;
  const found = await transaction.count(`select count(*) from ${orphans}`);
  if (found === 0) return 0;
  await transaction.run(`insert into problem
    select 'fact_grade', s._row, s._record, 'output_id', 'V-K2', 'the output it grades is neither loaded nor in the file'
    from ${orphans}`);
  return found;
}

/**
 * `produced_at` and `model_version_id` are the output's; where the output is gone they stay what they were. `is_latest`
 * is true unless the same grader judged the same output later by the same criterion (in the same role, against the same
 * other output), or a regrade replaces the row. Rows of one instant stay latest together: several labels of one verdict
 * are several rows.
 */
export async function deriveGrades(transaction: Transaction, moves: Moves): Promise<void> {
  const moved = ['fact_grade', 'fact_output'] as const;
  const touched = touchedBy(
    'output_id',
    moved.map((table) => rowsMoved(table, ['output_id'], moves)),
  );
  await restage(transaction, 'fact_grade', {
    isTouched: 'c.output_id in (select output_id from touched)',
    before: [`touched as (${touched})`],
    after: [
      `later as (
        select ${nameList(verdict)}, max(graded_at) as latest from affected group by ${nameList(verdict)}
        having max(graded_at) > min(graded_at) or count(graded_at) between 1 and count(*) - 1
      )`,
      'replaced as (select distinct regrade_of_grade_id as grade_id from affected where regrade_of_grade_id is not null)',
    ],
    derived: {
      produced_at: { value: 'coalesce(o.produced_at, a.produced_at)', mostly: 'a.produced_at' },
      model_version_id: {
        value: 'case when o.output_id is null then a.model_version_id else o.model_version_id end',
        mostly: 'a.model_version_id',
      },
      is_latest: {
        value: '(l.latest is null or a.graded_at is not distinct from l.latest) and replaced.grade_id is null',
        mostly: 'true',
      },
    },
    joins: `left join (${outputsAfter(moves)}) o on o.output_id = a.output_id
    left join replaced on replaced.grade_id = a.grade_id
    left join later l on ${verdict.map((name) => `l.${name} is not distinct from a.${name}`).join(' and ')}`,
  });
}
