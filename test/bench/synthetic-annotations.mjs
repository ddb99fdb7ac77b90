const batchRows = 20_000;
const labels = ['yes', 'no', 'unsure'];

const itemColumns = ['work_item_id', 'task_version_id', 'item_id', 'item_hash', 'purpose', 'status', 'created_at'];
const answerColumns = [
  'annotation_id',
  'work_item_id',
  'task_version_id',
  'annotator_id',
  'question_code',
  'revision',
  'stage',
  'status',
  'value_code',
  'submitted_at',
  'active_seconds',
];

/**
 * Items with four answers each, item by item, as an annotation tool exports them.
 *
 * @param {number} answers
 */
export function* annotationBatches(answers) {
  const items = answers / 4;
  for (let first = 0; first < items; first += batchRows / 4) {
    const last = Math.min(first + batchRows / 4, items);
    yield { table: 'fact_work_item', columns: itemColumns, rows: itemRows(first, last) };
    yield { table: 'fact_annotation', columns: answerColumns, rows: answerRows(first, last) };
  }
}

function* itemRows(first, last) {
  for (let item = first; item < last; item += 1) {
    const cells = [`w:${item}`, 't:1', `i:${item}`, `text ${item}`, 'production', 'submitted', instantOf(item, 0)];
    yield { record: item + 1, cells };
  }
}

function* answerRows(first, last) {
  for (let item = first; item < last; item += 1) {
    for (let seat = 0; seat < 4; seat += 1) {
      const who = `annotator ${(item * 7 + seat) % 80}`;
      const label = labels[(item + seat) % 3];
      const cells = [`a:${item}:${seat}`, `w:${item}`, 't:1', who, 'label', 1, 'initial', 'submitted', label];
      yield { record: item + 1, cells: [...cells, instantOf(item, seat + 1), 20 + (item % 60)] };
    }
  }
}

/** One item a minute from the start of 2026. */
function instantOf(item, minutes) {
  return new Date(Date.UTC(2026, 0, 1, 0, minutes) + item * 60_000).toISOString();
}
