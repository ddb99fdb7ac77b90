import type { TableName } from '@assay/model';
import { nameList, quoteName } from '../quote.ts';
import { stageTable, stagedColumnsOf } from '../stage/columns.ts';
import type { Transaction } from '../transaction.ts';

const stage = stageTable('fact_grade');

/** What makes two grades opinions on the same question by the same grader, in the same role. */
const verdict = ['output_id', 'criterion', 'grader_id', 'is_adjudicated', 'compared_output_id'];

/** Outputs as they will be after the load: id, and what grades copy. */
function outputsAfter(staged: readonly TableName[]): string {
  const current = 'select output_id, produced_at, model_version_id from fact_output where voided_at is null';
  if (!staged.includes('fact_output')) return current;
  const coming = stageTable('fact_output');
  return `select output_id, produced_at, model_version_id from ${coming}
    union all ${current} and output_id not in (select output_id from ${coming})`;
}

/** V-K2: a grade copies columns of its output, so the output must be there or come with it. */
export async function checkOutputs(transaction: Transaction, staged: readonly TableName[]): Promise<number> {
  const orphans = `${stage} s anti join (${outputsAfter(staged)}) o on o.output_id = s.output_id`;
  const found = await transaction.count(`select count(*) from ${orphans}`);
  if (found === 0) return 0;
  await transaction.run(`insert into problem
    select 'fact_grade', s._row, s._record, 'output_id', 'V-K2', 'the output it grades is neither loaded nor in the file'
    from ${orphans}`);
  return found;
}

/**
 * `produced_at` and `model_version_id` are the output's. `is_latest` is true unless the same grader judged the same
 * output later by the same criterion (in the same role, against the same other output), or a regrade replaces the row.
 * Rows of one instant stay latest together: several labels of one verdict are several rows.
 */
export async function deriveGrades(transaction: Transaction, staged: readonly TableName[]): Promise<void> {
  const columns = stagedColumnsOf('fact_grade').map((column) => column.name);
  const plain = (prefix: string) => columns.map((name) => prefix + quoteName(name)).join(', ');
  const derived: Readonly<Record<string, string>> = {
    produced_at: 'o.produced_at',
    model_version_id: 'o.model_version_id',
    is_latest: `(l.latest is null or g.graded_at is not distinct from l.latest) and replaced.grade_id is null`,
  };
  const cells = columns.map((name) => `${derived[name] ?? `g.${quoteName(name)}`} as ${quoteName(name)}`);
  await transaction.run(`create temp table derived_grade as
    with touched as (${touched(staged)}),
    affected as (
      select _row, _record, source_system, is_test, ${plain('')} from ${stage}
      union all
      select null, null, c.source_system, c.is_test, ${plain('c.')} from fact_grade c
      semi join touched on touched.output_id = c.output_id
      anti join ${stage} s on s.grade_id = c.grade_id
      where c.voided_at is null
    ),
    later as (
      select ${nameList(verdict)}, max(graded_at) as latest from affected group by ${nameList(verdict)}
      having max(graded_at) > min(graded_at) or count(graded_at) between 1 and count(*) - 1
    ),
    replaced as (select distinct regrade_of_grade_id as grade_id from affected where regrade_of_grade_id is not null)
    select g._row, g._record, g.source_system, g.is_test, ${cells.join(', ')}
    from affected g
    join (${outputsAfter(staged)}) o on o.output_id = g.output_id
    left join replaced on replaced.grade_id = g.grade_id
    left join later l on ${verdict.map((name) => `l.${name} is not distinct from g.${name}`).join(' and ')}`);
  await transaction.run(`drop table ${stage}`);
  await transaction.run(`alter table derived_grade rename to ${stage}`);
}

function touched(staged: readonly TableName[]): string {
  const outputs = staged.includes('fact_output') ? ` union all select output_id from ${stageTable('fact_output')}` : '';
  return `select output_id from ${stage}${outputs}`;
}
