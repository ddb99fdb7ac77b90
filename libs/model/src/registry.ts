import type { Table } from './table.ts';
import { dimAnnotator } from './tables/dim-annotator.ts';
import { dimDatasetVersion } from './tables/dim-dataset-version.ts';
import { dimModelVersion } from './tables/dim-model-version.ts';
import { dimTask } from './tables/dim-task.ts';
import { dimTaxonomyNode } from './tables/dim-taxonomy-node.ts';
import { dimTestCase } from './tables/dim-test-case.ts';
import { dimVendor } from './tables/dim-vendor.ts';
import { dimWorkflow } from './tables/dim-workflow.ts';
import { factAnnotation } from './tables/fact-annotation.ts';
import { factBudget } from './tables/fact-budget.ts';
import { factCounterDaily } from './tables/fact-counter-daily.ts';
import { factDelivery } from './tables/fact-delivery.ts';
import { factGrade } from './tables/fact-grade.ts';
import { factIncident } from './tables/fact-incident.ts';
import { factInvoiceLine } from './tables/fact-invoice-line.ts';
import { factIssue } from './tables/fact-issue.ts';
import { factOutput } from './tables/fact-output.ts';
import { factReview } from './tables/fact-review.ts';
import { factSurveyResponse } from './tables/fact-survey-response.ts';
import { factTimeEntry } from './tables/fact-time-entry.ts';
import { factWorkItem } from './tables/fact-work-item.ts';
import { refContent } from './tables/ref-content.ts';
import { refFxRate } from './tables/ref-fx-rate.ts';
import { refRateCard } from './tables/ref-rate-card.ts';

type NamedByKey<Tables> = { readonly [Name in keyof Tables]: Table<Name & string> };

/** A table under any name but its own fails the compile. */
export function registerTables<const Tables extends NamedByKey<Tables>>(tables: Tables): Tables {
  return tables;
}

/** The canonical model, in the order of its documentation. */
export const tables = registerTables({
  dim_vendor: dimVendor,
  dim_annotator: dimAnnotator,
  dim_task: dimTask,
  dim_workflow: dimWorkflow,
  dim_taxonomy_node: dimTaxonomyNode,
  dim_model_version: dimModelVersion,
  dim_test_case: dimTestCase,
  dim_dataset_version: dimDatasetVersion,
  ref_rate_card: refRateCard,
  ref_fx_rate: refFxRate,
  ref_content: refContent,
  fact_work_item: factWorkItem,
  fact_annotation: factAnnotation,
  fact_review: factReview,
  fact_time_entry: factTimeEntry,
  fact_output: factOutput,
  fact_grade: factGrade,
  fact_counter_daily: factCounterDaily,
  fact_issue: factIssue,
  fact_incident: factIncident,
  fact_survey_response: factSurveyResponse,
  fact_delivery: factDelivery,
  fact_invoice_line: factInvoiceLine,
  fact_budget: factBudget,
});

export type TableName = keyof typeof tables;

export const tableNames = Object.keys(tables) as readonly TableName[];
