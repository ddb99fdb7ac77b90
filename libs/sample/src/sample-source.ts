import type { Day } from '@assay/contract';
import type { TableName } from '@assay/model';
import { calendarOf } from './calendar.ts';
import { Chance } from './chance.ts';
import type { Calendar } from './calendar.ts';
import type { TestCase } from './dimensions/test-cases.ts';
import type { ContentUri } from './content/content-select.ts';
import { contentSelect, textTables, withPrompts } from './content/content-select.ts';
import { dayTable } from './days.ts';
import { demandTable } from './demand.ts';
import { seedDraws } from './draw.ts';
import { modelVersionRows } from './dimensions/model-versions.ts';
import { annotatorRows } from './dimensions/people.ts';
import { rowsSelect } from './dimensions/rows-select.ts';
import { taxonomyRows } from './dimensions/taxonomy.ts';
import { testCases } from './dimensions/test-cases.ts';
import { vendorRows } from './dimensions/vendors.ts';
import { workflowRows } from './dimensions/workflows.ts';
import { gradeSelect, gradeTables } from './grades/grade-select.ts';
import { sittingTables } from './grades/sitting-tables.ts';
import { answerTables } from './labelling/answer-table.ts';
import { itemTables } from './labelling/item-table.ts';
import { annotationSelect, reviewSelect, reviewTables, workItemSelect } from './labelling/labelling-selects.ts';
import { seatTables } from './staff/seat-tables.ts';
import { staffTables } from './staff/staff-tables.ts';
import { taskRows } from './labelling/tasks.ts';
import { workTables } from './labelling/work-table.ts';
import { budgetSelect, deliverySelect, fxSelect, invoiceSelect, moneyTables } from './money/money-tables.ts';
import { rateCardRows } from './money/rates.ts';
import { counterSelect } from './tracking/counters.ts';
import { surveySelect } from './tracking/surveys.ts';
import { timeEntrySelect, timeEntryTables } from './tracking/time-entries.ts';
import { incidentRows } from './tracking/incidents.ts';
import { issueRows } from './tracking/issues.ts';
import { datasetRows } from './dimensions/dataset-versions.ts';
import { outputSelect, outputTables } from './outputs/output-table.ts';

/** Raised with every change of the rows, so that a sample built before is built again. */
export const sampleVersion = 13;

export interface SampleOptions {
  /** The loader's expression of a kept text's address. */
  readonly contentUri: ContentUri;
  /** The loader's expression of a person's pseudonym, from one of the plain id. */
  readonly hashed: (text: string) => string;
  /** Last day of the sample. A Sunday, so that its 52 weeks are whole ISO weeks. */
  readonly through: Day;
  /** Which of the years that could have been; 0 when absent. People, tasks, prices and stories are the same in all. */
  readonly seed?: number;
}

interface TableSelect {
  readonly table: TableName;
  readonly sql: string;
  readonly hashed?: readonly string[];
}

/** What a load runs: statements that make temporary tables, then one select a canonical table. */
export interface SampleSource {
  readonly prepare: readonly string[];
  readonly selects: readonly TableSelect[];
}

const casesPart = 11;
/** Numbers of the records of rows that are written out; those of facts lie elsewhere. */
const firstRecord = 9e15;

/** Of tables that nothing reads any more: what comes after them takes their memory, and need not ask for new. */
const letGo = (...tables: readonly string[]) => tables.map((table) => `drop table ${table}`);

/** All tables of the sample, each key once. The same day and seed give the same rows. */
export function sampleSource({ through, seed, contentUri, hashed }: SampleOptions): SampleSource {
  const calendar = calendarOf(through, seed);
  const cases = testCases(calendar, new Chance(casesPart, calendar.seed));
  const written = writtenTables(calendar, cases);
  return {
    prepare: [
      seedDraws(calendar.seed),
      ...written.map(({ table, sql }) => `create temp table written_${table} as ${sql}`),
      ...dayTable(calendar),
      demandTable(),
      ...staffTables(hashed),
      ...seatTables(),
      ...textTables(contentUri),
      ...outputTables(calendar, cases),
      ...sittingTables(calendar),
      ...gradeTables(calendar),
      ...letGo('sitting', 'calibration', 'bench'),
      ...workTables(calendar),
      ...answerTables(calendar),
      ...itemTables(calendar),
      ...letGo('counted', 'seat'),
      ...reviewTables(calendar),
      ...timeEntryTables(calendar),
      ...moneyTables(calendar),
    ],
    selects: [...written.map(({ table }) => writtenSelect(table)), ...madeSelects(calendar)],
  };
}

/** What came after the rest: a load of its own, so that what was known before it can be asked for. */
export function lateSource({ through, seed }: Pick<SampleOptions, 'through' | 'seed'>): SampleSource {
  const calendar = calendarOf(through, seed);
  return {
    prepare: [seedDraws(calendar.seed), ...dayTable(calendar), demandTable()],
    selects: [{ table: 'fact_counter_daily', sql: oneEach(counterSelect(calendar, 'late')) }],
  };
}

/** A statement that names thousands of values takes long to read, so it is read once. */
function writtenSelect(table: TableName): TableSelect {
  const rows = oneEach(`select * from written_${table}`);
  return { table, sql: table === 'dim_test_case' ? withPrompts(rows) : rows, hashed: ['prompt_hash'] };
}

/** Tables whose rows are written out. */
function writtenTables(calendar: Calendar, cases: readonly TestCase[]): SampleSource['selects'] {
  const parts: readonly (readonly [table: TableName, rows: readonly object[]])[] = [
    ['dim_vendor', vendorRows(calendar)],
    ['dim_annotator', annotatorRows(calendar)],
    ['dim_task', taskRows(calendar)],
    ['dim_workflow', workflowRows()],
    ['dim_taxonomy_node', taxonomyRows(calendar)],
    ['dim_model_version', modelVersionRows(calendar)],
    ['dim_dataset_version', datasetRows(calendar)],
    ['fact_issue', issueRows(calendar)],
    ['fact_incident', incidentRows(calendar)],
    ['ref_rate_card', rateCardRows(calendar)],
    ['dim_test_case', cases.map(({ row }) => row)],
  ];
  let first = firstRecord;
  return parts.map(([table, rows]) => {
    const sql = rowsSelect(table, rows as never, first);
    first += rows.length;
    return { table, sql };
  });
}

/** Of records that have one row in the table. */
const oneEach = (sql: string) => `select *, _record as _row from (${sql})`;

/** Tables whose rows follow from what was prepared. */
function madeSelects(calendar: Calendar): SampleSource['selects'] {
  return [
    { table: 'ref_fx_rate', sql: oneEach(fxSelect()) },
    { table: 'fact_delivery', sql: oneEach(deliverySelect()) },
    { table: 'fact_invoice_line', sql: oneEach(invoiceSelect(calendar)) },
    { table: 'fact_budget', sql: oneEach(budgetSelect(calendar)) },
    { table: 'ref_content', sql: oneEach(contentSelect()) },
    { table: 'fact_work_item', sql: oneEach(workItemSelect(calendar)), hashed: ['item_hash'] },
    { table: 'fact_annotation', sql: annotationSelect(), hashed: ['annotator_id'] },
    { table: 'fact_review', sql: reviewSelect(), hashed: ['reviewer_id'] },
    { table: 'fact_time_entry', sql: oneEach(timeEntrySelect()), hashed: ['annotator_id'] },
    { table: 'fact_counter_daily', sql: oneEach(counterSelect(calendar, 'rest')) },
    { table: 'fact_survey_response', sql: oneEach(surveySelect(calendar)) },
    { table: 'fact_output', sql: oneEach(outputSelect(calendar)), hashed: ['session_key', 'prompt_hash'] },
    { table: 'fact_grade', sql: gradeSelect() },
  ];
}
