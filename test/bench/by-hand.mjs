/** The numbers of a page in SQL written by hand, and whether they are the numbers of the page. */
import { readFileSync } from 'node:fs';

const scorecard = (name) => `scorecard/${name}.sql`;
const labelling = {
  [scorecard('work-items')]: ['accepted_items', 'rework_rate', 'acceptance_rate'],
  [scorecard('escalations')]: ['escalation_rate'],
  [scorecard('audits')]: ['audit_pass_rate'],
  [scorecard('labeled-items')]: ['labeled_items'],
  [scorecard('agreement')]: ['iaa_alpha'],
};

/** Files by page with the metrics of each. Of the scorecard costs, incidents and the quality of iterations are not written. */
const written = {
  scorecard: {
    [scorecard('outputs')]: ['over_refusal_rate', 'under_refusal_rate', 'hallucination_rate'],
    ...labelling,
    [scorecard('gold')]: ['gold_accuracy'],
    [scorecard('drift')]: ['label_drift'],
  },
  core: {
    'core/outputs.sql': [
      'hallucination_rate',
      'over_refusal_rate',
      'policy_adherence_rate',
      'severity_weighted_defect_rate',
      'schema_validity_rate',
      'citation_correctness',
      'severe_harm_rate',
    ],
    'core/tasks.sql': ['task_success_rate'],
    'core/issues.sql': [
      'regression_catch_rate',
      'regression_detection_lead_time',
      'defect_leakage',
      'issue_to_data_cycle_time',
      'time_to_guideline_clarification',
      'process_improvements',
      'enablement_contributions',
    ],
    'core/coverage.sql': ['rubric_coverage', 'eval_coverage'],
    'core/surveys.sql': ['stakeholder_satisfaction', 'standards_adoption'],
    'core/incidents.sql': ['post_release_incident_rate', 'dataset_on_time_rate'],
    'core/cost.sql': ['cost_per_accepted_label'],
    'core/iterations.sql': ['quality_delta'],
    ...labelling,
  },
};

/** The metrics of a page that are written by hand. */
export const metricsByHand = (page) => Object.values(written[page]).flat();

const dayMs = 86_400_000;

/** Calibrated judges by criterion, whom the page's own statement names. */
function judgesIn(statements) {
  const named = statements.flatMap((sql) => [...sql.matchAll(/criterion = '(\w+)' and g\.grader_id in \(([^)]*)\)/g)]);
  return named.flatMap(([, criterion, ids]) => ids.split(',').map((id) => [criterion, id.trim().replaceAll("'", '')]));
}

/** What stands for the names with a dollar: the last 26 full weeks. */
function valuesOf(judges) {
  const today = new Date(new Date().toISOString().slice(0, 10));
  const end = new Date(today.getTime() - ((today.getUTCDay() + 6) % 7) * dayMs);
  const back = (weeks) => new Date(end.getTime() - weeks * 7 * dayMs).toISOString().slice(0, 10);
  const instant = (weeks) => `timestamptz '${back(weeks)} 00:00:00+00'`;
  return {
    from: instant(26),
    to: instant(0),
    created_from: instant(34),
    wide_from: instant(34),
    wide_to: instant(-8),
    drift_from: instant(38),
    reference_from: instant(46),
    young: `timestamptz '${new Date(today.getTime() - 30 * dayMs).toISOString()}'`,
    first_week: `date '${back(26)}'`,
    end_week: `date '${back(0)}'`,
    judges: `(${judges.map(([criterion, id]) => `('${criterion}', '${id}')`).join(', ')})`,
    // What most lines of the sample are in, which is what money is reported in where nobody names a currency.
    currency: "'USD'",
    medical: "'medical_intake'",
    search: "'search'",
  };
}

/**
 * The statements by hand of a page, by file.
 *
 * @param {string} page
 * @param {readonly string[]} statements of the page itself
 */
export function statementsByHand(page, statements) {
  const values = valuesOf(judgesIn(statements));
  return Object.fromEntries(
    Object.keys(written[page]).map((file) => {
      const text = readFileSync(new URL(file, import.meta.url), 'utf8');
      return [file, text.replaceAll(/\$(\w+)/g, (_, key) => values[key])];
    }),
  );
}

/** Numerator and denominator of a row by hand, by file; null where it is no sum of a slice that is compared. */
const sumsOf = {
  'scorecard/outputs.sql': (row) => (row.workflow_id === null ? { ...row, over: row.m } : null),
  'core/outputs.sql': (row) => ({ ...row, over: row.m }),
  'core/tasks.sql': (row) => ({ ...row, metric: 'task_success_rate', over: row.m }),
  'core/coverage.sql': (row) => ({ ...row, over: row.n }),
  'core/surveys.sql': (row) => ({ ...row, over: row.n }),
  'core/incidents.sql': (row) => ({ ...row, over: row.n }),
  'core/issues.sql': (row) => ({ ...row, over: row.n }),
  'core/cost.sql': (row) => ({ ...row, metric: 'cost_per_accepted_label', over: row.n }),
  'core/iterations.sql': (row) => ({ ...row, metric: 'quality_delta', over: row.n }),
  'scorecard/work-items.sql': (row) => ({ ...row, x: row.metric === 'accepted_items' ? row.n : row.x, over: row.n }),
  'scorecard/escalations.sql': (row) =>
    Number(row.is_all) === 1 ? { ...row, metric: 'escalation_rate', over: row.n } : null,
  'scorecard/audits.sql': (row) => ({ ...row, metric: 'audit_pass_rate', over: row.m }),
  'scorecard/gold.sql': (row) => ({ ...row, metric: 'gold_accuracy', over: row.n }),
  'scorecard/labeled-items.sql': (row) => ({ ...row, metric: 'labeled_items', over: row.y }),
};

/** Sums by metric, environment and week of what statements by hand say; of labels that are compared as they are there is none. */
function totalsByHand(rowsByFile) {
  const totals = new Map();
  for (const [file, rows] of Object.entries(rowsByFile)) {
    for (const row of rows.flatMap((each) => sumsOf[file]?.(each) ?? [])) {
      if (row.week === null) continue;
      const week = row.week.toISOString().slice(0, 10);
      const key = [row.metric, row.environment ?? null, week].join();
      const [x, over] = totals.get(key) ?? [0, 0];
      totals.set(key, [x + Number(row.x ?? 0), over + Number(row.over ?? 0)]);
    }
  }
  return totals;
}

const isNear = (one, two) => Math.abs(one - two) <= 1e-6 * Math.max(1, Math.abs(one), Math.abs(two));

/**
 * How many numbers of the page are the same by hand. Throws where one is not: a query that counts something else is no
 * yardstick.
 *
 * @param {string} page
 * @param {Record<string, readonly Record<string, unknown>[]>} rowsByFile
 * @param {readonly { where: readonly { dimension: string, values: readonly string[] }[], estimates: readonly object[] }[]} answers by week
 */
export function sameByHand(page, rowsByFile, answers) {
  const totals = totalsByHand(rowsByFile);
  const compared = new Set(Object.entries(written[page]).flatMap(([file, metrics]) => (sumsOf[file] ? metrics : [])));
  let same = 0;
  for (const { where, estimates } of answers) {
    if (where.some(({ dimension }) => dimension !== 'environment')) continue;
    for (const { metric, bucket, numerator, denominator } of estimates.filter((each) => compared.has(each.metric))) {
      const environment = page === 'scorecard' ? (where[0]?.values[0] ?? null) : null;
      const [x, over] = totals.get([metric, environment, bucket].join()) ?? [0, 0];
      if (!isNear(x, numerator) || !isNear(over, denominator))
        throw new Error(`${metric} of ${bucket}: ${x} of ${over} by hand, ${numerator} of ${denominator} on the page.`);
      same += 1;
    }
  }
  return same;
}
