import type { TableName } from '@assay/model';
import type { Fact } from './fact.ts';
import type { CountedTable } from './plan/span.ts';
import { dimensionOf } from './dimensions.ts';
import { outputFact } from './output/fact.ts';
import { taskFact } from './output/task-fact.ts';
import { judgeFact } from './judges/judge-fact.ts';
import { iterationFact } from './iterations/iteration-fact.ts';
import { workItemFact } from './labelling/work-item-fact.ts';
import { assignedItemFact } from './labelling/assigned-item-fact.ts';
import { answerFact } from './labelling/answer-fact.ts';
import { goldAnswerFact } from './labelling/gold-answer-fact.ts';
import { keyedAnswerFact } from './labelling/keyed-answer-fact.ts';
import { workDayFact } from './labelling/work-day-fact.ts';
import { judgementFact } from './labelling/judgement-fact.ts';
import { answerPairFact } from './labelling/answer-pair-fact.ts';
import { auditFact } from './labelling/audit-fact.ts';
import { budgetedSpendFact } from './money/budgeted-spend-fact.ts';
import { spendFact } from './money/spend-fact.ts';
import { batchCostFact } from './unit-cost/batch-cost-fact.ts';
import { incidentFact } from './incidents/incident-fact.ts';
import { issueFact } from './issues/issue-fact.ts';
import { rubricFact } from './workflows/rubric-fact.ts';
import { suiteFact } from './workflows/suite-fact.ts';
import { surveyFact } from './surveys/survey-fact.ts';
import { standardsFact } from './surveys/standards-fact.ts';
import { datasetFact } from './datasets/dataset-fact.ts';

/** Every fact that metrics count rows of: one line each. */
export const facts = {
  output: outputFact,
  task: taskFact,
  judge_verdict: judgeFact,
  iteration: iterationFact,
  work_item: workItemFact,
  assigned_item: assignedItemFact,
  answer: answerFact,
  gold_answer: goldAnswerFact,
  keyed_answer: keyedAnswerFact,
  judgement: judgementFact,
  answer_pair: answerPairFact,
  work_day: workDayFact,
  audit: auditFact,
  incident: incidentFact,
  issue: issueFact,
  dataset: datasetFact,
  rubric_of_workflow: rubricFact,
  suite_of_workflow: suiteFact,
  standards_of_team: standardsFact,
  survey: surveyFact,
  spend: spendFact,
  budgeted_spend: budgetedSpendFact,
  batch_cost: batchCostFact,
} as const satisfies Record<string, Fact>;

export type FactId = keyof typeof facts;
/** What a definition may read, by fact. */
export type FactViews = { readonly [Id in FactId]: (typeof facts)[Id]['view'] };

/** Dates that rows of a fact can be counted by. */
export type FactTimes = { readonly [Id in FactId]: keyof (typeof facts)[Id]['times'] & string };

export const factIds = Object.keys(facts) as readonly FactId[];
export const factOf = (id: FactId): Fact => facts[id];

export const countedTable = (id: FactId): CountedTable => factOf(id).table;

/** Tables whose rows make up numbers. */
export const countedTables: readonly CountedTable[] = [...new Set(factIds.map((id) => factOf(id).table))];

/** Tables that a number hangs on: those of its fact, and what the dimensions that it is split or filtered by are joined to. */
export function tablesRead(id: FactId, dimensions: readonly string[]): ReadonlySet<TableName> {
  const fact = factOf(id);
  const joined = dimensions.flatMap((name): readonly TableName[] => {
    const { id: dimension, label } = dimensionOf(name);
    const join = fact.dimensions[dimension]?.join;
    const through = join === undefined ? undefined : fact.joins[join]?.table;
    return [...(through ? [through] : []), ...(label ? [label.table] : [])];
  });
  return new Set([...fact.reads, ...joined]);
}
