import type { StoredRow } from '@assay/model';
import type { World } from '../oracle/world.ts';
import { tableNames } from '@assay/model';
import fc from 'fast-check';
import { annotators, modelVersions, tasks, taxonomy, testCases, vendorRows, workflowRows } from './dimensions.ts';
import { counters, incidents } from './incidents.ts';
import { datasets } from './datasets.ts';
import { issues } from './issues.ts';
import { surveyResponses } from './surveys.ts';
import { goldenCases, priorities, rubrics } from './workflows.ts';
import { answers, reviews, workItems } from './labelling.ts';
import { caseJudgedOtherwise, gradesJudgedOtherwise, outputsJudgedOtherwise } from './judged-otherwise.ts';
import type { Manner } from './model-outputs.ts';
import { grades, manners, outputs } from './model-outputs.ts';
import {
  budgetRates,
  budgets,
  cards,
  deliveries,
  feeCards,
  hourCards,
  lines,
  rates,
  timeEntries,
  wholeDeliveries,
} from './money.ts';

const empty = Object.fromEntries(tableNames.map((name) => [name, []])) as unknown as World;

const dimensions = fc.record({
  dim_task: tasks,
  dim_vendor: fc.constant(vendorRows),
  dim_test_case: testCases.map((drawn) => [...drawn, caseJudgedOtherwise]),
  dim_workflow: fc.constant(workflowRows),
  dim_annotator: fc.constant(annotators),
  dim_model_version: fc.constant(modelVersions),
  dim_taxonomy_node: fc.constant(taxonomy),
});

const labelling = fc
  .tuple(workItems, dimensions)
  .chain(([fact_work_item, own]) =>
    fc.record({
      fact_work_item: fc.constant(fact_work_item),
      fact_annotation: answers(fact_work_item, own.dim_task),
      fact_review: reviews(fact_work_item),
      dimensions: fc.constant(own),
    }),
  )
  .map(({ dimensions: own, ...facts }) => ({ ...own, ...facts }));

/** Where all is graded, all of an evaluation is: nothing of it was drawn. */
const drawn = (manner: Manner, of: readonly StoredRow<'fact_output'>[]): readonly StoredRow<'fact_output'>[] =>
  manner === 'thorough'
    ? of.map((each) => (each.environment === 'eval' ? { ...each, sampling_prob: null } : each))
    : of;

const behaviour = (manner: Manner) =>
  outputs
    .map((of) => drawn(manner, of))
    .chain((fact_output) =>
      fc.record({ fact_output: fc.constant(fact_output), fact_grade: grades(fact_output, manner) }),
    )
    .map(({ fact_output, fact_grade }) => ({
      fact_output: [...fact_output, ...outputsJudgedOtherwise],
      fact_grade: [...fact_grade, ...gradesJudgedOtherwise],
    }));

const coverage = fc.record({
  dim_dataset_version: datasets,
  dim_workflow: priorities,
  dim_task: rubrics,
  dim_test_case: goldenCases,
  fact_survey_response: surveyResponses,
});

const trouble = fc.record({ fact_incident: incidents, fact_issue: issues, fact_counter_daily: counters });

const money = fc.record({
  fact_delivery: deliveries.map((drawn) => [...drawn, ...wholeDeliveries]),
  fact_invoice_line: lines,
  ref_rate_card: cards,
  ref_fx_rate: rates,
});

const plans = fc.record({ fact_budget: budgets, ref_fx_rate: budgetRates });
const time = fc.record({ fact_time_entry: timeEntries, ref_rate_card: hourCards });
const fees = fc.record({ ref_rate_card: feeCards });

/** Rows of these come from several places. */
const shared = ['dim_workflow', 'dim_task', 'dim_test_case'] as const;

const joined = (all: World, own: Partial<World>): Partial<World> =>
  Object.fromEntries(shared.map((name) => [name, [...all[name], ...(own[name] ?? [])]]));

const world = (manner: Manner): fc.Arbitrary<World> =>
  fc.tuple(labelling, behaviour(manner), trouble, money, plans, time, fees, coverage).map(([...families]) =>
    families.reduce<World>(
      (all, own) => ({
        ...all,
        ...own,
        ...joined(all, own),
        ref_fx_rate: [...all.ref_fx_rate, ...('ref_fx_rate' in own ? own.ref_fx_rate : [])],
        ref_rate_card: [...all.ref_rate_card, ...('ref_rate_card' in own ? own.ref_rate_card : [])],
      }),
      empty,
    ),
  );

/** The same rows for the same seed. They are not made smaller when a law fails: requests are. */
export function worldOf(seed: number): World {
  const manner = manners[seed % manners.length] ?? 'mixed';
  return fc.sample(fc.noBias(world(manner)), { seed, numRuns: 1 })[0] ?? empty;
}
