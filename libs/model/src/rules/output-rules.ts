import type { SetRule } from './rule.ts';
import { countedRows, keyText, setRule } from './rule.ts';

const output = countedRows('fact_output');
const grade = countedRows('fact_grade');
const testCase = countedRows('dim_test_case');
const model = countedRows('dim_model_version');

const leastSharedCases = 0.95;
const mostUnknown = 0.2;
/** A share of fewer requests says little. */
const fewestRequests = 20;
const calibrationDays = 90;

export const outputRules: readonly SetRule[] = [
  // Which of two is right is not known, and the second may come in another file: both stay, metrics count both, and
  // this says so. Setting the older aside would make a file load differently whole and in pieces.
  setRule('V-O2', 'error', {
    table: 'fact_output',
    column: ['run_id', 'case_version_id', 'sample_index'],
    reads: [],
    counts: 'samples',
    asked: 'doctor',
    breaks: (say) => `select ${keyText(say, ['run_id', 'case_version_id', 'sample_index'])} as key from ${output} o
      where run_id is not null and case_version_id is not null
      group by run_id, case_version_id, sample_index having count(*) > 1`,
  }),
  setRule('V-O3', 'warning', {
    table: 'fact_output',
    column: 'case_version_id',
    reads: ['dim_test_case', 'dim_model_version'],
    counts: 'model versions',
    asked: 'doctor',
    breaks: () => `with ran as (
        select distinct o.model_version_id as model, o.case_version_id as tested
        from ${output} o join ${testCase} c on c.case_version_id = o.case_version_id
        where o.environment = 'eval' and c.is_blocking = true
      ), size as (
        select model, count(*) as n from ran group by model
      ), pair as (
        select m.model_version_id as candidate, m.baseline_model_version_id as baseline, own.n as own, other.n as other
        from ${model} m join size own on own.model = m.model_version_id
        join size other on other.model = m.baseline_model_version_id
      )
      select p.candidate as key from pair p
      join ran c on c.model = p.candidate left join ran b on b.model = p.baseline and b.tested = c.tested
      group by p.candidate, p.own, p.other
      having count(b.tested) < ${leastSharedCases} * (p.own + p.other - count(b.tested))`,
  }),
  setRule('V-O4', 'warning', {
    table: 'fact_output',
    column: 'request_class',
    reads: [],
    counts: 'months of a workflow',
    asked: 'doctor',
    breaks: (say) => `select ${keyText(say, ['workflow_id', 'month'])} as key from (
        select workflow_id, request_class, ${say.bucketOf(say.dayOf('produced_at', 'UTC'), 'month')} as month
        from ${output} o where status = 'ok'
      ) request group by workflow_id, month
      having count(*) >= ${fewestRequests}
        and sum(case when request_class = 'unknown' then 1 else 0 end) > ${mostUnknown} * count(*)`,
  }),
  // Items for gold, calibration and the like are not trained on, nor are those of a data set that is for evaluation.
  setRule('V-O5', 'warning', {
    table: 'dim_test_case',
    column: 'prompt_hash',
    reads: ['fact_work_item', 'dim_dataset_version'],
    counts: 'rows',
    asked: 'doctor',
    breaks: () => `select c.case_version_id as key from ${testCase} c
      where c.contamination = 'clean' and c.retired_at is null and exists (
        select 1 from ${countedRows('fact_work_item')} w
        left join ${countedRows('dim_dataset_version')} d on d.dataset_version_id = w.dataset_version_id
        where w.item_hash = c.prompt_hash and w.purpose = 'production'
          and coalesce(d.purpose, 'sft') in ('sft', 'preference', 'remediation'))`,
  }),
  // A calibration set is what judge and people graded alike; it lasts from its last grade. Found are judge and criterion.
  setRule('V-G1', 'warning', {
    table: 'fact_grade',
    column: 'grader_id',
    reads: [],
    counts: 'rows',
    asked: 'doctor',
    breaks: (say) => `with judge as (
        select grader_id, criterion, output_id, graded_at from ${grade} g
        where grader_kind = 'model' and is_latest = true and is_defect is not null
      ), calibrated as (
        select j.grader_id, j.criterion, max(h.graded_at) as last_at from judge j
        join ${grade} h on h.output_id = j.output_id and h.criterion = j.criterion
        where h.grader_kind = 'human' and h.is_defect is not null
        group by j.grader_id, j.criterion
      )
      select j.grader_id || ' ' || j.criterion as key from judge j
      left join calibrated c on c.grader_id = j.grader_id and c.criterion = j.criterion
      where c.last_at is null or j.graded_at > ${say.addDays('c.last_at', calibrationDays)}`,
  }),
];

export const trackingRules: readonly SetRule[] = [
  setRule('V-I1', 'warning', {
    table: 'fact_incident',
    column: 'severity_rank',
    reads: [],
    counts: 'rows',
    asked: 'load',
    breaks: (say) => `select incident_id as key from ${countedRows('fact_incident')} i
      where severity_rank is null and status <> 'false_alarm' and detected_at < ${say.addDays(say.now, -2)}`,
  }),
  setRule('V-I2', 'warning', {
    table: 'fact_incident',
    column: 'release_id',
    reads: ['dim_model_version'],
    counts: 'rows',
    asked: 'load',
    breaks: () => `select i.incident_id as key from ${countedRows('fact_incident')} i
      join (select release_id, min(released_at) as released_at from ${model} m group by release_id) r
        on r.release_id = i.release_id
      where r.released_at > i.impact_started_at`,
  }),
];
