import type { Calendar } from '../calendar.ts';
import type { TestCase } from '../dimensions/test-cases.ts';
import { modelVersionId } from '../dimensions/model-versions.ts';
import { workflowId, workflowKeys, workflows } from '../dimensions/workflows.ts';
import { promptOfCase, textOfOutput } from '../content/content-select.ts';
import { below, draw, fingerprint } from '../draw.ts';
import { listOf, literal, nth } from '../sql.ts';
import { versionsOf } from '../stories.ts';
import { classNames, habitTable } from './behaviour.ts';
import { caseTable, evaluationRows } from './evaluation.ts';
import { modeOf, usual, validSchema } from './service.ts';
import { keptOfPlainAnswers, productionRows, sessionProbability } from './production.ts';
import { redTeamRows } from './red-team.ts';

const flagOf = (name: 'schema' | 'grounding'): string => listOf(workflowKeys.map((key) => workflows[key][name]));
/** A call that failed has nothing to read, to check or to count. */
const isAnswer = `status in ('ok', 'truncated')`;
const travel = workflowKeys.indexOf('travel');

/**
 * Table `output`: every measured answer and what it really is, which no table of the model holds: graders see it through
 * their errors. `claims`, `is_failing` and `mode` (of its failure, were it one) are the answer's own; 1 in 40 calls failed
 * for reasons that are no fault of the answer.
 */
export function outputTables(calendar: Calendar, cases: readonly TestCase[]): readonly string[] {
  const status = draw('o', 'status');
  return [
    habitTable(calendar),
    caseTable(cases),
    `create temp table output as
    select *, (level < 2 and ${draw('o', 'harm')} < 0.5 and level = 0 and (class = 1 or half_is_right)) as is_harmful,
      level < 2 and ${draw('o', 'unsupported')} < unsupported as is_unsupported,
      case when grounds and ${isAnswer} then 2 + ${below('o', 'claims', 6)} end as claims,
      level = 0 and ${draw('o', 'fails')} < ${usual.fails} as is_failing, ${modeOf('o', 'failure')} as mode,
      ${flagOf('schema')}[1 + workflow] as needs_schema
    from (
      select a.*, h.unsupported, ${flagOf('grounding')}[1 + a.workflow] as grounds,
        case when ${status} < 0.976 then 'ok' when ${status} < 0.984 then 'error' when ${status} < 0.991 then 'timeout'
          when ${status} < 0.997 then 'truncated' else 'blocked' end as status
      from (
        ${productionRows(calendar)}
        union all ${evaluationRows(calendar)}
        union all ${redTeamRows(calendar)}
      ) a join habit h using (version, workflow)
    )`,
  ];
}

/** Of an answer's claims those with a citation: now and then none. */
const cited = `(case when claims is null then null when ${draw('o', 'without citations')} < 0.018 then 0 else claims - ${below('o', 'uncited', 2)} end)`;

/** `fact_output`. Long answers are slow and dear; both have a long tail. What was never answered costs nothing. */
export function outputSelect(calendar: Calendar): string {
  const models = nth(versionsOf(calendar).map(modelVersionId), 'version');
  return `select o.o as _record, 'o' || o.o as output_id, environment, ${models} as model_version_id, run as run_id,
    case_version as case_version_id, sample_index, ${nth(workflowKeys.map(workflowId), 'workflow')} as workflow_id, locale,
    case when session is not null then ${fingerprint('session')} end as session_key, make_timestamptz(ms * 1000) as produced_at, status,
    case when environment = 'production' then case when is_suspect then 'looks_refused' else 'plain' end end as sampling_stratum,
    case when environment = 'production' then ${literal(sessionProbability)} * case when is_suspect then 1 else ${literal(keptOfPlainAnswers)} end end
      as sampling_prob,
    ${nth(classNames, 'class')} as request_class, needs_schema as schema_required,
    case when needs_schema and ${isAnswer} then status = 'ok' and ${draw('o', 'schema')} < ${validSchema} end as schema_valid,
    case when workflow = ${travel} then steps end as tool_steps,
    case when workflow = ${travel} then steps - case when ${draw('o', 'step fails')} < 0.09 then 1 else 0 end end as tool_steps_ok,
    ${cited} as cited_claims,
    ${cited} - case when ${cited} > 0 and is_unsupported and ${draw('o', 'wrong citation')} < 0.5 then 1 else 0 end
      as cited_claims_ok,
    claims, case when claims is not null then case when is_unsupported then 1 + ${below('o', 'more unsupported', 2)} else 0 end end
      as claims_unsupported,
    case when environment = 'production' and status = 'ok'
      then ${draw('o', 'success')} < ${usual.succeeds} - 0.5 * least(level, 1) - case when is_failing then 0.3 else 0 end end as task_success,
    case when status = 'timeout' then 60000 when status = 'blocked' then 90 + ${below('o', 'latency', 160)}
      else cast(least(59000, 120 + ${usual.latency} * length * (0.7 + 0.6 * ${draw('o', 'latency')})) as integer) end as latency_ms,
    case when status in ('error', 'blocked') then 0 else round(${usual.cost} * (0.35 + 0.65 * length), 6) end as cost_amount, 'USD' as currency,
    case when o.case_version is null then ${fingerprint('o.o')} else ${promptOfCase('o.case_version')} end as prompt_hash,
    case when ${isAnswer} then uri end as content_uri
  from (select *, case when ${isAnswer} then 2 + ${below('o', 'steps', 4)} end as steps,
    pow(${draw('o', 'length')} / (1.0005 - ${draw('o', 'length')}), 0.34) as length from output) o
  left join ${textOfOutput}`;
}
