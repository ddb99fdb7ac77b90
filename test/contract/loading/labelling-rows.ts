import type { GivenRow, RowBatch, RowSource } from '@assay/importers';
import type { TableName } from '@assay/model';

type Cell = GivenRow['cells'][number];

/** A canonical row by its columns, with its table; what a test does not name is filled with something plain. */
export interface LabelRow {
  readonly table: TableName;
  readonly cells: Readonly<Record<string, Cell>>;
}

export const minute = (n: number): string => new Date(Date.UTC(2024, 0, 1, 0, n)).toISOString();

const plain: Partial<Readonly<Record<TableName, Readonly<Record<string, Cell>>>>> = {
  dim_task: { task_version_id: 't1', task_id: 'task' },
  fact_work_item: {
    work_item_id: 'w1',
    task_version_id: 't1',
    item_hash: null,
    purpose: 'production',
    status: 'submitted',
    created_at: minute(0),
    rework_count: null,
    relabel_of_work_item_id: null,
    updated_at: null,
  },
  fact_annotation: {
    annotation_id: 'a1',
    work_item_id: 'w1',
    annotator_id: 'ann',
    question_code: 'label',
    revision: 1,
    stage: 'initial',
    status: 'submitted',
    value_code: 'yes',
    submitted_at: minute(1),
    is_gold: false,
    updated_at: null,
  },
  fact_output: {
    output_id: 'o1',
    environment: 'production',
    model_version_id: 'm',
    produced_at: minute(0),
    status: 'ok',
  },
  fact_review: {
    review_id: 'r1',
    work_item_id: 'w1',
    annotation_id: null,
    review_kind: 'acceptance',
    decision: 'pass',
    decided_at: minute(2),
    updated_at: null,
  },
};

const row = (table: TableName) => (cells: LabelRow['cells']) => ({ table, cells: { ...plain[table], ...cells } });
export const task = row('dim_task');
export const item = row('fact_work_item');
export const answer = row('fact_annotation');
export const review = row('fact_review');
export const output = row('fact_output');

/** Rows as a source in which each is a record of its own. */
export function rowsSource(rows: readonly LabelRow[]): RowSource {
  const numbered = rows.map((each, index) => ({ ...each, record: index + 1 }));
  const tables = [...new Set(rows.map(({ table }) => table))];
  const batches = tables.map((table): RowBatch => {
    const own = numbered.filter((each) => each.table === table);
    const columns = [...new Set(own.flatMap(({ cells }) => Object.keys(cells)))];
    return {
      table,
      columns,
      rows: own.map(({ record, cells }) => ({ record, cells: columns.map((name) => cells[name] ?? null) })),
    };
  });
  return { kind: 'rows', file: 'memory', source: 'test', batches };
}
