import type { Day } from '@assay/contract';
import type { Row, TableName } from '@assay/model';
import type { Calendar } from './calendar.ts';
import type { Draws } from './outputs/call.ts';
import type { Origin, Produced } from './outputs/output-row.ts';
import { calendarOf } from './calendar.ts';
import { Chance } from './chance.ts';
import { annotatorRows, vendorRows } from './dimensions/graders.ts';
import { modelVersionRows } from './dimensions/model-versions.ts';
import { testCases } from './dimensions/test-cases.ts';
import { workflowRows } from './dimensions/workflows.ts';
import { Grading } from './grades/grading.ts';
import { EvaluationRuns } from './outputs/evaluation.ts';
import { ProductionTraffic } from './outputs/production.ts';
import { redTeamOutputs } from './outputs/red-team.ts';

/** Raised with every change of the rows, so that a sample built before is built again. */
export const sampleVersion = 1;

/** Rows of one canonical table by its own columns, without the system columns, which the loader writes. Rows can be read once. */
export type SampleTable = {
  readonly [Name in TableName]: { readonly table: Name; readonly rows: Iterable<Row<Name>> };
}[TableName];

export interface SampleOptions {
  /** Last day of the sample. A Sunday, so that its 52 weeks are whole ISO weeks. */
  readonly through: Day;
}

/**
 * One seed a part, so that a change in one leaves the others as they were. Those of production and eval were chosen
 * among many because what they draw lies near what the stories plan; `stories.test.ts` says how near.
 */
const seeds = {
  cases: 11,
  production: { behaviour: 223, calls: 152, grading: 63 },
  eval: { behaviour: 44, calls: 132, grading: 59 },
  red_team: { behaviour: 41, calls: 141, grading: 61 },
} as const;

function drawsOf(origin: Origin): Draws {
  return { behaviour: new Chance(seeds[origin].behaviour), calls: new Chance(seeds[origin].calls) };
}

function inOrder(outputs: readonly Iterable<Produced>[]): readonly Produced[] {
  const all: Produced[] = [];
  for (const part of outputs) for (const output of part) all.push(output);
  return all.sort((a, b) => a.producedAt - b.producedAt);
}

function* gradesOf(calendar: Calendar, outputs: readonly Produced[]): Iterable<Row<'fact_grade'>> {
  const grading = (origin: Origin) => new Grading(calendar, new Chance(seeds[origin].grading));
  const gradings: Record<Origin, Grading> = {
    production: grading('production'),
    eval: grading('eval'),
    red_team: grading('red_team'),
  };
  for (const output of outputs) yield* gradings[output.row.environment].gradesOf(output);
}

/** All tables of the sample, each key once, dimensions before the facts that name them. The same day gives the same rows. */
export function* sampleTables({ through }: SampleOptions): Iterable<SampleTable> {
  const calendar = calendarOf(through);
  const cases = testCases(calendar, new Chance(seeds.cases));
  yield { table: 'dim_vendor', rows: vendorRows() };
  yield { table: 'dim_annotator', rows: annotatorRows(calendar) };
  yield { table: 'dim_workflow', rows: workflowRows() };
  yield { table: 'dim_model_version', rows: modelVersionRows(calendar) };
  yield { table: 'dim_test_case', rows: cases.map(({ row }) => row) };
  const outputs = inOrder([
    new ProductionTraffic(calendar, drawsOf('production')).outputs(),
    new EvaluationRuns(calendar, drawsOf('eval'), cases).outputs(),
    redTeamOutputs(calendar, drawsOf('red_team')),
  ]);
  yield { table: 'fact_output', rows: outputs.map(({ row }) => row) };
  yield { table: 'fact_grade', rows: gradesOf(calendar, outputs) };
}
