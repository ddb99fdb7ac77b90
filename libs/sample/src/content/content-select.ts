import type { Refusals } from './texts.ts';
import { answers, german, prompts, rationales, refusals, unsafeAnswers, unsafePrompts } from './texts.ts';
import { workflowKeys } from '../dimensions/workflows.ts';
import { below, fingerprint } from '../draw.ts';
import { valuesOf } from '../sql.ts';

/** The loader's expression of a kept text's address, from an expression of the text. */
export type ContentUri = (text: string) => string;

/** Workflow number of requests that are the same everywhere. */
const anywhere = -1;
/** Workflow of which German requests are kept in German, and the number of these. */
const intake = workflowKeys.indexOf('medical_intake');
const germanIntake = workflowKeys.length;
const promptCount = 4;
const answerCount = 2;
const firstRecord = 50_000_000_000;

/** What is answered to a request, by how much is refused: none, in part, in full. */
const wordings = (answer: string, { more, partial, full }: Refusals) => [[answer, `${answer} ${more}`], partial, full];

/**
 * Table `kept_text`: what outputs of a workflow, prompt, level of refusal and wording say; the prompts alone; and what
 * graders write, which no other table points to.
 */
export function textTables(uri: ContentUri): readonly string[] {
  const asked = [
    ...workflowKeys.map((key, workflow) => [workflow, prompts[key], answers[key], refusals.en] as const),
    [germanIntake, german.prompts, german.answers, refusals.de] as const,
    [anywhere, unsafePrompts, unsafeAnswers, refusals.en] as const,
  ].flatMap(([workflow, texts, replies, refused]) =>
    texts.map((text, prompt) => ({ workflow, text, prompt, answer: replies[prompt] ?? '', refused })),
  );
  const outputs = asked.flatMap(({ workflow, text, prompt, answer, refused }) =>
    wordings(answer, refused).flatMap((replies, level) =>
      replies.map((reply, wording) => [
        workflow,
        prompt,
        level,
        wording,
        'output',
        `Request: ${text}\nAnswer: ${reply}`,
      ]),
    ),
  );
  const alone = asked.map(({ workflow, text, prompt }) => [workflow, prompt, -1, 0, 'prompt', text]);
  const written = rationales.map((text, place) => [anywhere, place, -2, 0, 'rationale', text]);
  const columns = ['workflow', 'prompt', 'level', 'wording', 'kind', 'text'];
  return [
    `create temp table kept_text as select *, ${uri('text')} as uri from ${valuesOf(columns, [...outputs, ...alone, ...written])}`,
  ];
}

/** `ref_content`. */
export function contentSelect(): string {
  return `select ${firstRecord} + row_number() over (order by workflow, prompt, level, wording) as _record, uri as content_uri, kind, text,
    case when workflow = ${germanIntake} then 'de' else 'en' end as language from kept_text`;
}

/** Of which prompt a thing `of` is, by its workflow's number, its locale and whether its request should be refused. */
const promptOf = (of: string, { unsafe, key }: { unsafe: string; key: string }) =>
  `text_of = case when ${unsafe} then ${anywhere} when ${of}.workflow = ${intake} and ${of}.locale = 'de-DE' then ${germanIntake} else ${of}.workflow end and text_prompt = ${below(key, 'prompt text', promptCount)}`;

const texts = (kind: string) =>
  `(select workflow as text_of, prompt as text_prompt, level as text_level, wording, uri from kept_text where kind = '${kind}')`;

/** A case keeps its prompt through all runs. */
const caseKey = (version: string) => `cast(hash(${version}) >> 8 as bigint)`;

/** `prompt_hash` of a case, and of every answer to it. */
export const promptOfCase = (version: string) => fingerprint(version);

/** Joins the text of an output `o`. */
export const textOfOutput = `${texts('output')} on ${promptOf('o', { unsafe: 'o.class = 1', key: `coalesce(${caseKey('o.case_version')}, o.o)` })}
  and text_level = o.level and wording = ${below('o.o', 'wording', answerCount)}`;

/** The rows of `dim_test_case` with the prompts they ask. */
export function withPrompts(rows: string): string {
  return `select c.*, ${promptOfCase('c.case_version_id')} as prompt_hash, uri as content_uri from (${rows}) c join test_case t on t.case_version = c.case_version_id
    left join ${texts('prompt')} on ${promptOf('t', { unsafe: 't.expected = 1', key: caseKey('t.case_version') })}`;
}
