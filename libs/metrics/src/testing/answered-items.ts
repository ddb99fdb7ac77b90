import type { Row } from '@assay/model';
import type { GradedRows } from './graded-rows.ts';

type Answer = Partial<Row<'fact_annotation'>>;

/** Rows of labelling work; what is left out is what a plain task, item and answer would have. */
export interface AnsweredItems {
  readonly tasks?: readonly Partial<Row<'dim_task'>>[];
  readonly people?: readonly Partial<Row<'dim_annotator'>>[];
  readonly items: readonly (Partial<Row<'fact_work_item'>> & { readonly answers: readonly Answer[] })[];
}

const plainTask: Partial<Row<'dim_task'>> = {
  task_version_id: 't1',
  task_id: 't',
  label_level: 'nominal',
  compat_group: 'g1',
};

const plainAnswer: Answer = {
  question_code: 'label',
  revision: 1,
  is_latest: true,
  stage: 'overlap',
  status: 'submitted',
  submitted_at: '2026-03-02T12:00:00Z',
  is_gold: false,
};

/** Items are w0, w1, ...; the answers to w0 are w0-0, w0-1, ... of the people p0, p1, ... */
export function answeredItems({ tasks = [plainTask], people = [], items }: AnsweredItems): GradedRows {
  const numbered = items.map(({ answers, ...item }, index) => ({
    item: { ...item, work_item_id: item.work_item_id ?? `w${index}`, task_version_id: item.task_version_id ?? 't1' },
    answers,
  }));
  return {
    dim_task: tasks.map((task) => ({ ...plainTask, ...task })),
    dim_annotator: people.map((person) => ({ valid_from: '2020-01-01T00:00:00Z', ...person })),
    fact_work_item: numbered.map(({ item }) => ({
      purpose: 'production',
      status: 'submitted',
      created_at: '2026-03-01T12:00:00Z',
      ...item,
    })),
    fact_annotation: numbered.flatMap(({ item: { work_item_id, task_version_id }, answers }) =>
      answers.map((answer, index) => ({
        ...plainAnswer,
        annotation_id: `${work_item_id}-${index}`,
        work_item_id,
        task_version_id,
        annotator_id: `p${index}`,
        ...answer,
      })),
    ),
  };
}

/** Items answered with these labels, so many times over. */
export const alike = (times: number, ...labels: readonly string[]): AnsweredItems['items'] =>
  Array.from({ length: times }, () => ({ answers: labels.map((value_code) => ({ value_code })) }));
