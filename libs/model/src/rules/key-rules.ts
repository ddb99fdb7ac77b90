import { ownColumnsOf, primaryKeyOf } from '../columns-of.ts';
import type { TableName } from '../registry.ts';
import { tableNames, tables } from '../registry.ts';
import type { RuleSql, SetRule } from './rule.ts';
import { countedRows, keyText, setRule } from './rule.ts';

/** What a column of a fact refers to, by its name. */
export const references: Readonly<Record<string, readonly [table: TableName, column: string]>> = {
  vendor_id: ['dim_vendor', 'vendor_id'],
  annotator_id: ['dim_annotator', 'annotator_id'],
  reviewer_id: ['dim_annotator', 'annotator_id'],
  grader_id: ['dim_annotator', 'annotator_id'],
  task_version_id: ['dim_task', 'task_version_id'],
  task_id: ['dim_task', 'task_id'],
  workflow_id: ['dim_workflow', 'workflow_id'],
  node_version_id: ['dim_taxonomy_node', 'node_version_id'],
  model_version_id: ['dim_model_version', 'model_version_id'],
  prelabel_model_version_id: ['dim_model_version', 'model_version_id'],
  release_id: ['dim_model_version', 'release_id'],
  case_version_id: ['dim_test_case', 'case_version_id'],
  dataset_version_id: ['dim_dataset_version', 'dataset_version_id'],
  work_item_id: ['fact_work_item', 'work_item_id'],
  relabel_of_work_item_id: ['fact_work_item', 'work_item_id'],
  annotation_id: ['fact_annotation', 'annotation_id'],
  output_id: ['fact_output', 'output_id'],
  compared_output_id: ['fact_output', 'output_id'],
  regrade_of_grade_id: ['fact_grade', 'grade_id'],
  batch_id: ['fact_delivery', 'batch_id'],
  duplicate_of_issue_id: ['fact_issue', 'issue_id'],
  recurrence_of_incident_id: ['fact_incident', 'incident_id'],
  credits_line_id: ['fact_invoice_line', 'invoice_line_id'],
};

/** Where a row may name what is not there yet, and which rows may not: a batch is described when it is handed over. */
const onlyOf: Readonly<Record<string, string>> = { 'fact_work_item.batch_id': `f.status = 'accepted'` };

/** Loads come in any order; what a row refers to may take this long to follow it. */
const graceSeconds = 600;
const toleratedShare = 0.005;

/**
 * V-K1. A load keeps keys unique by itself, and sets contradicting records of one file aside, so this finds only a
 * database that something else wrote to. Rows taken back hold their key as well.
 */
const uniqueKeys: readonly SetRule[] = tableNames.map((table) => {
  const key = primaryKeyOf(table);
  return {
    code: 'V-K1',
    level: 'error',
    table,
    column: key.join(', '),
    reads: [],
    counts: 'keys',
    asked: 'doctor',
    breaks: (say) => `select ${keyText(say, key)} as key from ${table} group by ${key.join(', ')} having count(*) > 1`,
  };
});

/**
 * V-K2. Asked only where the table referred to holds rows at all: nobody describes vendors who has none. A source of
 * which not one row finds what it names is one whose descriptions are not loaded (or are keyed in another way), which
 * is said once for the source, as a warning; the share counts within sources that do describe. Found are the ids that
 * lead nowhere. The one reference without which a row says nothing, a grade's to its output, is asked while loading as
 * well, and quarantines the record.
 */
function reference(table: TableName, column: string): readonly SetRule[] {
  const [other, name] = references[column] ?? [];
  if (other === undefined || name === undefined) return [];
  const isThere = (row: string): string =>
    `exists (select 1 from ${countedRows(other)} d where d.${name} = ${row}.${column})`;
  const refers = (say: RuleSql): string =>
    `select f.source_system, f.${column} as key, case when ${isThere('f')} then 1 else 0 end as found
    from ${countedRows(table)} f
    where f.${column} <> '' and ${say.secondsBetween('f.ingested_at', say.now)} > ${graceSeconds}
      and exists (select 1 from ${countedRows(other)} d)
      and ${onlyOf[`${table}.${column}`] ?? '1 = 1'}`;
  const described = (say: RuleSql): string =>
    `select key, found from (
      select key, found, max(found) over (partition by source_system) as any_found from (${refers(say)}) r
    ) s where any_found = 1`;
  const place = { code: 'V-K2', table, reads: [other], asked: 'doctor' } as const;
  return [
    {
      ...place,
      level: 'error',
      column,
      counts: 'rows',
      wrong: `what ${column} names is not in ${other}`,
      breaks: (say) => `select key from (${described(say)}) d where found = 0`,
      tolerated: { share: toleratedShare, among: described },
    },
    {
      ...place,
      level: 'warning',
      column: `source_system, ${column}`,
      counts: 'sources',
      wrong: `nothing that a source names in ${column} is in ${other}`,
      breaks: (say) =>
        `select source_system as key from (${refers(say)}) r group by source_system having max(found) = 0`,
    },
  ];
}

const referencesOfFacts: readonly SetRule[] = tableNames
  .filter((table) => tables[table].kind === 'fact')
  .flatMap((table) => {
    const isOwnKey = (column: string) => primaryKeyOf(table).length === 1 && primaryKeyOf(table)[0] === column;
    const names = ownColumnsOf(table).map(({ name }) => name);
    return names.filter((name) => !isOwnKey(name)).flatMap((name) => reference(table, name));
  });

/**
 * V-K3. Each row of a key with the start of the next one. Found are keys. A row that ends an older one may come in a
 * later file, so nothing is set aside.
 */
function validity(table: 'dim_annotator' | 'dim_workflow', id: 'annotator_id' | 'workflow_id'): readonly SetRule[] {
  const next = `select ${id} as key, valid_to, lead(valid_from) over (partition by ${id} order by valid_from) as next_from
    from ${countedRows(table)}`;
  const place = { table, reads: [], counts: 'keys', asked: 'load' } as const;
  return [
    {
      code: 'V-K3',
      level: 'error',
      ...place,
      column: 'valid_from',
      wrong: 'periods of one key overlap',
      breaks: () =>
        `select distinct key from (${next}) n where next_from is not null and (valid_to is null or valid_to > next_from)`,
    },
    {
      code: 'V-K3',
      level: 'warning',
      ...place,
      column: 'valid_to',
      wrong: 'between two periods of one key there is a gap',
      breaks: () => `select distinct key from (${next}) n where valid_to < next_from`,
    },
  ];
}

/** V-M4: of one vendor, task, tier, locale, unit and quantity band. Found are prices that another one cuts short. */
const prices = setRule('V-M4', 'error', {
  table: 'ref_rate_card',
  column: ['valid_from', 'valid_to'],
  reads: [],
  counts: 'rows',
  asked: 'load',
  breaks: () => `select key from (
      select rate_id as key, valid_to, lead(valid_from) over (
        partition by vendor_id, task_id, complexity_tier, locale, unit, qty_from order by valid_from, rate_id) as next_from
      from ${countedRows('ref_rate_card')}
    ) n where next_from is not null and (valid_to is null or valid_to > next_from)`,
});

export const keyRules: readonly SetRule[] = [
  ...uniqueKeys,
  ...referencesOfFacts,
  ...validity('dim_annotator', 'annotator_id'),
  ...validity('dim_workflow', 'workflow_id'),
  prices,
];
