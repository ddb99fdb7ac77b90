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
import { keptOfPlainAnswers, productionRows, sessionProbability } from './production.ts';
import { redTeamRows } from './red-team.ts';

const flagOf = (name: 'schema' | 'grounding'): string => listOf(workflowKeys.map((key) => workflows[key][name]));
/** A call that failed has nothing to read, to check or to count. */
const isAnswer = `status in ('ok', 'truncated')`;
const travel = workflowKeys.indexOf('travel');

/**
 * Table `output`: every measured answer and what it really is, which no table of the model holds: graders see it through
 * their errors. `claims` and `failure` (a number from 1, or 0) are the answer's own; 1 in 40 calls failed for reasons
 * that are no fault of the answer.
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
      case when level = 0 and ${draw('o', 'fails')} < 0.055 then 1 + ${below('o', 'failure', 8)} else 0 end as failure,
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

/** `fact_output`. Prices fell with the prompt change; latency has a long tail. */
export function outputSelect(calendar: Calendar): string {
  const models = nth(versionsOf(calendar).map(modelVersionId), 'version');
  const haste = draw('o', 'latency');
  return `select o.o as _record, 'o' || o.o as output_id, environment, ${models} as model_version_id, run as run_id,
    case_version as case_version_id, sample_index, ${nth(workflowKeys.map(workflowId), 'workflow')} as workflow_id, locale,
    case when session is not null then ${fingerprint('session')} end as session_key, make_timestamptz(ms * 1000) as produced_at, status,
    case when environment = 'production' then case when is_suspect then 'looks_refused' else 'plain' end end as sampling_stratum,
    case when environment = 'production' then ${literal(sessionProbability)} * case when is_suspect then 1 else ${literal(keptOfPlainAnswers)} end end
      as sampling_prob,
    ${nth(classNames, 'class')} as request_class, needs_schema as schema_required,
    case when needs_schema and ${isAnswer} then status = 'ok' and ${draw('o', 'schema')} < 0.978 end as schema_valid,
    case when workflow = ${travel} then steps end as tool_steps,
    case when workflow = ${travel} then steps - case when ${draw('o', 'step fails')} < 0.09 then 1 else 0 end end as tool_steps_ok,
    claims - ${below('o', 'uncited', 2)} as cited_claims,
    claims - ${below('o', 'uncited', 2)} - case when is_unsupported and ${draw('o', 'wrong citation')} < 0.5 then 1 else 0 end
      as cited_claims_ok,
    claims, case when claims is not null then case when is_unsupported then 1 + ${below('o', 'more unsupported', 2)} else 0 end end
      as claims_unsupported,
    case when environment = 'production' and status = 'ok'
      then ${draw('o', 'success')} < 0.87 - 0.5 * least(level, 1) - case when failure > 0 then 0.3 else 0 end end as task_success,
    case when status = 'timeout' then 60000 else cast(400 + 5600 * pow(${haste}, 3) as integer) end as latency_ms,
    round((0.002 + 0.009 * ${draw('o', 'tokens')}) * case when version >= 6 then 0.8 else 1 end, 6) as cost_amount, 'USD' as currency,
    case when o.case_version is null then ${fingerprint('o.o')} else ${promptOfCase('o.case_version')} end as prompt_hash,
    case when ${isAnswer} then uri end as content_uri
  from (select *, case when ${isAnswer} then 2 + ${below('o', 'steps', 4)} end as steps from output) o
  left join ${textOfOutput}`;
}
