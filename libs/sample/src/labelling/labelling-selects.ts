import type { Calendar } from '../calendar.ts';
import { datasetRows } from '../dimensions/dataset-versions.ts';
import { modelVersionId, prelabelVersion } from '../dimensions/model-versions.ts';
import { vendorId, vendorKeys } from '../dimensions/vendors.ts';
import { workflowId, workflowKeys } from '../dimensions/workflows.ts';
import { below, draw, fingerprint } from '../draw.ts';
import { people } from '../dimensions/people.ts';
import { chairAt } from '../staff/seat-tables.ts';
import { lengthOf, midnightOf, opensAt, workdaysAfter } from '../staff/working-time.ts';
import { literal, nth, pick } from '../sql.ts';
import { versionsOf } from '../stories.ts';
import { batchId } from './batch.ts';
import { skipped } from './item-table.ts';
import { locales } from './locales.ts';
import { tasks } from './tasks.ts';
import { numbersOfDay } from './work-table.ts';

const at = (ms: string) => `make_timestamptz(${ms} * 1000)`;
/** Records of labelling lie above those of outputs. */
export const firstItemRecord = 10_000_000_000;
const record = `${firstItemRecord} + w`;

const status = `case when is_cancelled then 'cancelled' when accepted is not null then 'accepted'
  when decision = 'reject' then 'rejected' when decision = 'rework' then case when redone is null then 'rework' else 'in_review' end
  when answered is null then case when taken_at is null then 'queued' else 'in_progress' end
  when answered < judgements then 'in_progress' when way = 'review' then 'in_review' else 'submitted' end`;

const audited = `case when way is null then null when since >= 0 and week - since < 8 then 'new people' when tier = 'complex' then 'complex' else 'usual' end`;

const workflow = `coalesce(case task ${tasks.map((task, place) => `when ${place} then ${literal(task.workflow && workflowId(task.workflow))}`).join(' ')} end,
  ${nth(workflowKeys.map(workflowId), `cast(floor(${draw('subject', 'workflow')} * ${workflowKeys.length}) as integer)`)})`;

/** Batches are looked at as a whole, in the week after. */
const dueDays = `case when basis = 'batch_sample' then 14 when tier = 'simple' then 6 when tier = 'moderate' then 7 else 9 end`;

/** The first training set delivered after an item was accepted; none is due after the last. */
function nextTrainingSet(calendar: Calendar): string {
  const sets = datasetRows(calendar).filter(
    ({ dataset_id: key, delivered_at: at }) => key === 'tern-sft' && at !== null,
  );
  const branches = sets.map(
    ({ dataset_version_id: id, delivered_at: at }) => `when accepted < ${Date.parse(at ?? '')} then ${literal(id)}`,
  );
  return `case ${branches.join(' ')} end`;
}

/** `fact_work_item`. An item, its answers and its reviews are one record, as tools export them. */
export function workItemSelect(calendar: Calendar): string {
  const hardOnes = `difficulty > 0.86 and ${draw('w', 'escalates')} < 0.42`;
  const kind = pick(draw('subject', 'source'), [
    ['log', 58],
    ['ticket', 16],
    ['synthetic', 12],
    ['partner', 8],
    ['sme', 6],
  ]);
  const redoOf = 'case when subject = original then original end';
  const originals = `select w as original, w + ${21 * numbersOfDay} as w from work where task = 0 and week = 17 and purpose = 'production'`;
  return `select ${record} as _record, 'i' || w as work_item_id, task_version as task_version_id,
    's' || coalesce(redo, w) as item_id,
    ${fingerprint('subject')} as item_hash,
    ${batchId('vendor', 'task', 'week')} as batch_id, ${nth(vendorKeys.map(vendorId), 'vendor')} as vendor_id, ${workflow} as workflow_id, ${nth(locales, 'locale')} as locale,
    purpose, ${kind} as source_kind, judgements as required_judgements, ${status} as status, ${at('created')} as created_at,
    ${at(`(created + 86400000 * ${dueDays})`)} as due_at, ${at('taken_at')} as first_assigned_at, ${at('first_answer')} as first_submitted_at,
    ${at('coalesce(redone, last_answer)')} as last_submitted_at, ${at('decided')} as first_decided_at, decision as first_decision,
    ${at('accepted')} as accepted_at, ${at("case when decision = 'reject' then decided end")} as rejected_at, ${at('revoked')} as revoked_at,
    case when accepted is not null then case way when 'agree' then 'consensus' when 'batch' then 'batch_sample' else 'item_review' end end
      as acceptance_basis,
    case when decision is not null then case when decision = 'rework' then 1 else 0 end end as rework_count,
    case when decision = 'rework' then case when is_bad then 'annotator_error' when ${draw('w', 'why sent back')} < 0.6 then 'spec_change' else 'tooling' end end
      as rework_reason,
    'i' || redo as relabel_of_work_item_id,
    ${at('escalated')} as escalated_at,
    case when escalated is not null then case when ${hardOnes} then case when ${draw('w', 'why escalated')} < 0.7 then 'ambiguity' else 'policy' end else 'tooling' end end
      as escalation_reason,
    ${at(`case when escalated + 172800000 < ${calendar.end} then escalated + cast(172800000 * ${draw('w', 'escalation closes')} as bigint) end`)} as escalation_closed_at,
    case when suggestion is not null then '${prelabelVersion}' end as prelabel_model_version_id,
    ${nth(versionsOf(calendar).map(modelVersionId), 'version')} as model_version_id,
    ${audited} as audit_stratum,
    case when task = ${tasks.findIndex(({ key }) => key === 'sft_write')} then ${nextTrainingSet(calendar)} end as dataset_version_id
  from (
    select item.*, task_version, since, ${redoOf} as redo,
      case when first_answer is not null and (${hardOnes} or ${draw('w', 'tool breaks')} < 0.004) then first_answer + 120000 + cast(5400000 * pow(${draw('w', 'escalated')}, 2) as bigint) end as escalated
    from item join task using (v, task) left join person on person.person = first_person left join (${originals}) using (w)
  ) item`;
}

const isSkipped = `skips < ${skipped}`;
const given = 'case when is_wrong then wrong else truth end';
const code = `labels[1 + ${given}]`;

/** Who writes keys: the adjudicators, each what they know best. They come with the import of their items. */
const [generalist, physician] = people.filter(({ role }) => role === 'adjudicator').map(({ number }) => number);
const keyWriter = `case when task = ${tasks.findIndex(({ key }) => key === 'medical_safety')} or ${draw('w', 'writes key')} < 0.4 then ${physician} else ${generalist} end`;

/**
 * `fact_annotation`: the answers; the key of every gold item, which is given before the first of them; and what reviewers put
 * in the place of an answer that they overturned or mended.
 */
export function annotationSelect(): string {
  return `select ${record} as _record, w * 8 + slot as _row, 'a' || w || '-' || slot as annotation_id, 'i' || w as work_item_id,
    task_version as task_version_id, pseudonym as annotator_id, 'label' as question_code, case when slot = 4 then 2 else 1 end as revision,
    case slot when 1 then 'initial' when 4 then 'rework' when 0 then 'adjudication' when 5 then 'adjudication' else 'overlap' end as stage,
    case when ${isSkipped} then case when skips < 0.002 then 'cancelled' else 'skipped' end else 'submitted' end as status,
    case when level in ('nominal', 'text') and not (${isSkipped}) then ${code} end as value_code,
    case when level = 'ordinal' and not (${isSkipped}) then 1.0 + ${given} end as value_num,
    case when level = 'multi_label' and not (${isSkipped}) then ${code} end as value_set,
    case when len(nodes) > 0 and not (${isSkipped}) then nodes[1 + ${given}] end as node_version_id,
    ${at('case when not is_imported then submitted - cast(1000 * active * 1.15 as bigint) end')} as started_at,
    ${at('submitted')} as submitted_at, case when not is_imported then active end as active_seconds, is_gold,
    labels[1 + suggestion] as prelabel_value,
    case when task_key = 'preference' and slot > 0 then case when ${draw('w * 8 + slot', 'shown first')} < 0.5 then 'A' else 'B' end end as position_shown
  from (
    select w, v, slot, person, truth, suggestion, skips, is_wrong, wrong, active, is_gold, is_imported, submitted from answer
    union all
    select w, v, 0, ${keyWriter}, truth, null, 1, false, 0, 60.0, true, true, created from work where purpose = 'gold' and not is_cancelled
    union all
    select w, v, 5, reviewer, truth, null, 1, false, 0, review_seconds, false, false, ms from review where mends
  ) join (select v, task_version, task_key, level, labels, nodes from task) using (v) join (select person, pseudonym from person) using (person)`;
}

/** A disagreement whose first answer is wrong is settled against it, but for a few; a sample of a batch is looked at, and what is wrong in it mended. */
const overturns = `(way = 'review' and basis = 'consensus' and first_is_wrong and ${draw('w', 'settles wrong')} >= 0.07)`;
const isSampled = `way = 'batch' and ${draw('w', 'batch sample')} < 0.16`;
/** What was put right is right; of a batch every answer is handed over, of other items one. */
const isLeftWrong = `case when decision = 'rework' or ${overturns} then false when ${isSampled} then false when way = 'batch' then is_bad
  else first_is_wrong end`;

/** Chance that an accepted item is audited, by its stratum. */
const auditShare = `case ${audited} when 'new people' then 0.3 when 'complex' then 0.25 else 0.12 end`;

interface Kind {
  readonly kind: string;
  readonly where: string;
  /** When, and by whom. */
  readonly at: string;
  readonly by: string;
  readonly decision: string;
  /** Slot of the answer that is looked at; null where it is the item. */
  readonly slot: string;
  readonly probability?: string;
}

/** The audit looks at what the item has come to: the answer in the place of an overturned one (of gold items the key), else the first, or the other where that is the wrong one. */
const auditedSlot = `case when ${overturns} then case when purpose = 'gold' then 0 else 5 end when is_left_wrong and not first_is_wrong then 2 else 1 end`;

const kinds: readonly Kind[] = [
  {
    kind: 'acceptance',
    where: `way = 'review' and (basis <> 'consensus' or usable = 0) and decided is not null`,
    at: 'decided',
    by: 'decider',
    decision: `case when decision = 'accept' then 'pass' else 'fail' end`,
    slot: 'null',
  },
  {
    kind: 'acceptance',
    where: `decision = 'rework' and accepted is not null`,
    at: 'accepted',
    by: 'acceptor',
    decision: `'pass'`,
    slot: 'null',
  },
  {
    kind: 'acceptance',
    where: `${isSampled} and decided is not null`,
    at: `decided - 7200000 - cast(16200000 * ${draw('w', 'batch looked at')} as bigint)`,
    by: 'decider',
    decision: `case when is_bad then 'fixed' else 'pass' end`,
    slot: 'null',
  },
  {
    kind: 'adjudication',
    where: `way = 'review' and basis = 'consensus' and usable > 0 and decided is not null`,
    at: 'decided',
    by: 'decider',
    decision: `case when ${overturns} then 'overturned' else 'upheld' end`,
    slot: '1',
  },
  {
    kind: 'audit',
    where: `accepted is not null and purpose = 'production' and audit_at is not null and ${draw('w', 'audited')} < ${auditShare}`,
    at: 'audit_at',
    by: 'auditor',
    decision: `case when ${draw('w', 'audit sees')} < case when is_left_wrong then 0.95 else 0.006 end then 'fail' else 'pass' end`,
    slot: auditedSlot,
    probability: auditShare,
  },
  {
    kind: 'calibration',
    where: `purpose = 'calibration' and decided is not null and audit_at is not null`,
    at: 'audit_at',
    by: 'auditor',
    decision: `case when is_bad then 'fail' else 'pass' end`,
    slot: '1',
  },
];

function reviewRows({ kind, where, at: ms, by, decision, slot, probability }: Kind, place: number): string {
  return `select w, ${place} as place, v, truth, '${kind}' as review_kind, ${ms} as ms, ${decision} as decision, cast(${slot} as integer) as slot, purpose,
      ${probability ? audited : 'null'} as stratum, ${probability ?? 'null'} as prob, ${by} as reviewer, seconds, task
    from looked where ${where}`;
}

/**
 * Table `review`: who accepts, settles and audits; the own team audits alone. Audits are drawn by stratum, more of new people
 * and hard tasks. `mends`: the reviewer left an answer in the place of a wrong one.
 */
export function reviewTables(calendar: Calendar): readonly string[] {
  const auditDay = workdaysAfter('decided_d', `2 + ${below('w', 'audit waits', 4)}`);
  return [
    `create temp table review as
    with audited as (
      select item.*, since, a.person as auditor, ${isLeftWrong} as is_left_wrong,
        ${midnightOf(calendar, 'on_d')} + ${opensAt('a.vendor', 'on_d')} + cast(${draw('w', 'audit time')} * ${lengthOf('a.vendor', 'on_d')} as bigint) as audit_ms
      from item left join person on person.person = first_person left join chair a on a.chair = ${chairAt('0', auditDay, draw('w', 'auditor'))}
      where decided is not null
    ), looked as materialized (
      select *, case when audit_ms > accepted and audit_ms < ${calendar.end} then audit_ms end as audit_at from audited
    )
    select *, round(seconds * (0.3 + 0.5 * ${draw('w', 'review seconds')}), 1) as review_seconds, decision in ('overturned', 'fixed') and purpose <> 'gold' as mends
    from (${kinds.map(reviewRows).join(' union all ')}) where ms < ${calendar.end}`,
  ];
}

/** `fact_review`. */
export function reviewSelect(): string {
  const bad = `decision in ('fail', 'fixed', 'overturned')`;
  return `select ${record} as _record, w * 8 + place as _row, 'r' || w || '-' || place as review_id, 'i' || w as work_item_id,
    'a' || w || '-' || slot as annotation_id, pseudonym as reviewer_id, review_kind, decision,
    review_kind = 'audit' and ${draw('w', 'blind')} < 0.6 as is_blind, stratum as sampling_stratum, prob as sampling_prob,
    case when ${bad} then 2 + cast(floor(2.4 * ${draw('w', 'error')}) as integer) end as severity_rank, ${at('ms')} as decided_at, review_seconds
  from review join (select person as reviewer, pseudonym from person) using (reviewer)`;
}
