import type { World } from '../oracle/world.ts';
import type { TableName } from '@assay/model';
import type { DimensionId } from '../../dimensions.ts';

/** Dimensions that have more values in a crowded data set than a split shows. */
export const crowds = ['vendor', 'workflow', 'model_version', 'locale', 'annotator'] as const satisfies DimensionId[];

/** Which of its names a row's value goes by, in turn: the first names more often than the last ones. */
const turns = [0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const nameCount = Math.max(...turns) + 1;

/** The first name is the plain one, which requests ask for. */
const nameAt = (value: string, turn: number): string => (turn === 0 ? value : `${value} ${turn + 1}`);
const namesOf = (value: string): readonly string[] =>
  Array.from({ length: nameCount }, (_, turn) => nameAt(value, turn));

type Rows<Name extends TableName> = World[Name];

/** Values of some columns told apart by row, so that a few become many; of what is not known nothing is told. */
function apart<Name extends TableName>(rows: Rows<Name>, columns: Readonly<Record<string, number>>): Rows<Name> {
  return rows.map((row, index) => {
    const known = row as unknown as Readonly<Record<string, string | null>>;
    const told = Object.entries(columns).map(([column, step]) => {
      const value = known[column] ?? null;
      const isTold = value !== null && value !== '';
      return [column, isTold ? nameAt(value, turns[(index * step + step) % turns.length] ?? 0) : value] as const;
    });
    return { ...row, ...Object.fromEntries(told) };
  }) as unknown as Rows<Name>;
}

/** Each row once for every name of a value. */
function forEachName<Name extends TableName>(rows: Rows<Name>, column: string, key: string): Rows<Name> {
  return rows.flatMap((row) => {
    const known = row as unknown as Readonly<Record<string, string>>;
    return namesOf(known[column] ?? '').map((name, turn) => ({
      ...row,
      [key]: nameAt(known[key] ?? '', turn),
      [column]: name,
    }));
  }) as unknown as Rows<Name>;
}

/** Each batch is some: there are too few for many vendors. */
const lots = [0, 1, 2];

const batches = (rows: Rows<'fact_delivery'>): Rows<'fact_delivery'> =>
  rows.flatMap((row) => lots.map((lot) => ({ ...row, batch_id: nameAt(row.batch_id, lot) })));

const itemsOfBatches = (rows: Rows<'fact_work_item'>): Rows<'fact_work_item'> =>
  rows.map(({ batch_id, ...row }, index) => ({
    ...row,
    batch_id: batch_id === null ? null : nameAt(batch_id, index % lots.length),
  }));

/** Sessions that are told by workflow alone are told of every one; others of whichever comes. */
function counters(rows: Rows<'fact_counter_daily'>): Rows<'fact_counter_daily'> {
  const isByWorkflow = (row: (typeof rows)[number]): boolean => row.workflow_id !== '' && row.model_version_id === '';
  return [
    ...forEachName<'fact_counter_daily'>(rows.filter(isByWorkflow), 'workflow_id', 'workflow_id'),
    ...apart<'fact_counter_daily'>(
      rows.filter((row) => !isByWorkflow(row)),
      { workflow_id: 1, model_version_id: 3, locale: 5 },
    ),
  ];
}

/** The same rows of many more vendors, workflows, models, locales and people. */
export function crowded(world: World): World {
  return {
    ...world,
    dim_annotator: forEachName<'dim_annotator'>(world.dim_annotator, 'annotator_id', 'annotator_id'),
    dim_model_version: forEachName<'dim_model_version'>(
      world.dim_model_version,
      'model_version_id',
      'model_version_id',
    ),
    fact_work_item: apart<'fact_work_item'>(itemsOfBatches(world.fact_work_item), {
      ...{ vendor_id: 1, workflow_id: 3, model_version_id: 5, locale: 7 },
    }),
    fact_annotation: apart<'fact_annotation'>(world.fact_annotation, { annotator_id: 1 }),
    fact_output: apart<'fact_output'>(world.fact_output, { workflow_id: 1, model_version_id: 3, locale: 5 }),
    fact_incident: apart<'fact_incident'>(world.fact_incident, { workflow_id: 1, model_version_id: 3 }),
    fact_counter_daily: counters(world.fact_counter_daily),
    fact_delivery: apart<'fact_delivery'>(batches(world.fact_delivery), { vendor_id: 1 }),
    fact_invoice_line: apart<'fact_invoice_line'>(world.fact_invoice_line, { vendor_id: 1 }),
    fact_budget: apart<'fact_budget'>(world.fact_budget, { vendor_id: 3 }),
    fact_time_entry: apart<'fact_time_entry'>(world.fact_time_entry, { vendor_id: 1 }),
    ref_rate_card: forEachName<'ref_rate_card'>(world.ref_rate_card, 'vendor_id', 'rate_id'),
  };
}
