import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadSource, pseudonymKey } from '@assay/importers';
import { openWarehouse } from '@assay/warehouse';

const { signal } = new AbortController();
const answersAnItem = 10;

/** An even draw below 1,000,000, always the same of a number. */
const draw = (number, salt) => `(hash(${number} * 1000 + ${salt}) % 1000000)::bigint`;

/**
 * Judgements, one a line: items with ten answers each, of 200 annotators who are right between 60 and 90 times in a hundred,
 * of five labels, the last of them twice as common as the others.
 *
 * @param {number} count
 */
export const judgements = (count) => `
  select item, annotator, (case when ${draw('n', 1)} < 600000 + 1500 * annotator then truth else ${draw('n', 2)} % 5 end)::int as label
  from (
    select i as n, i // ${answersAnItem} as item, ((i // ${answersAnItem}) * 37 + (i % ${answersAnItem}) * 20 + i // 20000) % 200 as annotator,
      least(4, ${draw(`(i // ${answersAnItem})`, 3)} * 6 // 1000000) as truth
    from range(${count}) t(i))`;

const items = (count) => `
  select item + 1 as _record, item + 1 as _row, 'w' || item as work_item_id, 't1' as task_version_id, 'i' || item as item_id,
    'text ' || item as item_hash, 'production' as purpose, 'submitted' as status,
    timestamptz '2026-01-05 00:00:00+00' + to_seconds((item * 20)::bigint) as created_at
  from range(${count / answersAnItem}) t(item)`;

const annotations = (count) => `
  select item * 1000 + annotator + 1 as _record, item * 1000 + annotator + 1 as _row, 'a' || item || ':' || annotator as annotation_id,
    'w' || item as work_item_id, 't1' as task_version_id, 'p' || annotator as annotator_id, 'label' as question_code, 1 as revision,
    'overlap' as stage, 'submitted' as status, 'l' || label as value_code, false as is_gold,
    timestamptz '2026-01-05 00:01:00+00' + to_seconds((item * 20)::bigint) as submitted_at
  from (${judgements(count)})`;

const task = `select 1 as _record, 1 as _row, 't1' as task_version_id, 't' as task_id, '1' as rubric_version, 'Label' as title,
  'classification' as task_type, 'nominal' as label_level, 'approved' as rubric_status, 't' as compat_group,
  timestamptz '2020-01-01 00:00:00+00' as valid_from`;

/**
 * A database of judgements in `.assay/assay.duckdb` of a folder, loaded as anybody's rows are.
 *
 * @param {string} folder
 * @param {number} count
 */
export async function makeJudgements(folder, count) {
  const data = join(folder, '.assay');
  const spool = join(data, 'spool');
  mkdirSync(spool, { recursive: true, mode: 0o700 });
  const path = join(data, 'assay.duckdb');
  const warehouse = await openWarehouse('duckdb', { path, access: 'load', spool, memoryLimit: '4GB' });
  try {
    const key = await pseudonymKey(data);
    const tables = { dim_task: task, fact_work_item: items(count), fact_annotation: annotations(count) };
    const selects = Object.entries(tables).map(([table, sql]) => ({ table, sql }));
    const source = { kind: 'selects', source: 'bench', file: 'judgements', prepare: [], selects };
    const receipt = await loadSource(warehouse.loader, source, { key, signal });
    if (receipt.quarantined > 0) throw new Error(`${receipt.quarantined} judgements were set aside.`);
  } finally {
    await warehouse.close();
  }
  return path;
}
