import type { JsonObject } from '../json-value.ts';
import { Fault, canonicalJson, idAt, objectOf, textOf } from '../json-value.ts';

/** The line that says what was run on what. */
export interface Spec {
  readonly record: number;
  readonly run: string;
  readonly model: string | null;
  /** The model that grades, where the run names it beside the one that answers. */
  readonly judge: string | null;
  /** `base_eval.split`: the cases. */
  readonly suite: string | null;
  readonly suiteVersion: string | null;
  readonly baseEval: string;
  /** Answers of the model a case, where a judge grades them: what follows them is the judge's own. Null without a judge. */
  readonly completions: number;
}

/** What one verdict says, by the name of the metric; null where it is the verdict of the eval itself. */
export interface Judgement {
  readonly metric: string | null;
  readonly isDefect: boolean | null;
  readonly score: number | null;
  readonly isJudge: boolean;
}

/** An event of one case. */
export interface CaseEvent {
  readonly record: number;
  readonly id: string;
  readonly at: string | null;
  readonly kind: 'sampling' | 'verdict' | 'error';
  readonly promptHash: string | null;
  readonly judgements: readonly Judgement[];
  /** What was asked and answered, of a sampling, where texts are kept. */
  readonly texts: Texts | null;
}

export interface Texts {
  readonly prompt: string | null;
  readonly answer: string | null;
}

export interface Choices {
  readonly pass: ReadonlySet<string>;
  readonly fail: ReadonlySet<string>;
}

export function readSpec(record: number, spec: JsonObject): Spec {
  const run = idAt(spec, 'run_id');
  if (run === null) throw new Fault('the spec has no run_id');
  const evalName = textOf(spec['eval_name']) ?? '';
  const baseEval = textOf(spec['base_eval']) ?? evalName;
  const split = textOf(spec['split']);
  const suite = split === null ? baseEval : `${baseEval}.${split}`;
  const args = objectOf(objectOf(objectOf(spec['run_config'])?.['eval_spec'])?.['args']) ?? {};
  const { multicomp_n: several, metaeval, modelgraded_spec: graded } = args;
  const names = namesOf(spec);
  const most = several === 'from_models' ? Math.max(1, names.length - 1) : typeof several === 'number' ? several : 1;
  // With more models than answers the last one is the judge.
  const isJudged = textOf(graded) !== null && names.length > most && names.length > 1;
  return {
    record,
    run,
    model: textOf((isJudged ? names.slice(0, -1) : names).join('+')),
    judge: isJudged ? (names.at(-1) ?? null) : null,
    suite: suite === '' ? null : suite,
    suiteVersion: evalName.startsWith(`${suite}.`) ? evalName.slice(suite.length + 1) : textOf(evalName),
    baseEval,
    completions: metaeval === true ? 0 : most,
  };
}

/** Runs before completion functions named models. */
function namesOf(spec: JsonObject): readonly string[] {
  const named = spec['completion_fns'] ?? objectOf(spec['model_names'])?.['completions'] ?? spec['model_name'];
  const names: readonly unknown[] = Array.isArray(named) ? named : [named];
  return names.map(textOf).filter((name) => name !== null);
}

export interface EventScope {
  readonly record: number;
  readonly choices: Choices;
  readonly hash: (text: string) => string;
  readonly keepsContent: boolean;
}

/** Null for an event that tells of no answer and of no verdict. */
export function readEvent(event: JsonObject, scope: EventScope): CaseEvent | null {
  const type = textOf(event['type']);
  if (type === null) throw new Fault('the event has no type');
  const data = objectOf(event['data']) ?? {};
  const { record, choices, hash, keepsContent } = scope;
  const own = {
    record,
    id: idAt(event, 'event_id') ?? '',
    at: instantOf(event['created_at']),
    promptHash: null,
    judgements: [],
    texts: null,
  };
  switch (type) {
    case 'sampling': {
      const texts = keepsContent ? { prompt: readable(data['prompt']), answer: readable(data['sampled']) } : null;
      return { ...own, kind: 'sampling', promptHash: promptHash(data['prompt'], hash), texts };
    }
    case 'error':
      return { ...own, kind: 'error' };
    case 'match':
    case 'metrics': {
      const judgements = type === 'match' ? matched(data) : measured(data, choices);
      return judgements.length === 0 ? null : { ...own, kind: 'verdict', judgements };
    }
    default:
      return null;
  }
}

function promptHash(prompt: unknown, hash: EventScope['hash']): string | null {
  if (prompt === undefined || prompt === null) return null;
  return hash(typeof prompt === 'string' ? prompt : canonicalJson(prompt));
}

/** A text, several of them, or the messages of a chat, for people to read: parts stand apart, messages begin with who speaks. */
function readable(said: unknown): string | null {
  if (said === undefined || said === null) return null;
  if (typeof said === 'string') return said;
  if (!Array.isArray(said)) return canonicalJson(said);
  return said.map(readablePart).join('\n\n');
}

function readablePart(part: unknown): string {
  const { role, content } = objectOf(part) ?? {};
  if (typeof role === 'string' && typeof content === 'string') return `${role}: ${content}`;
  return typeof part === 'string' ? part : canonicalJson(part);
}

function matched({ correct }: JsonObject): readonly Judgement[] {
  return typeof correct === 'boolean' ? [{ metric: null, isDefect: !correct, score: null, isJudge: false }] : [];
}

/** Names under which evals say whether the answer was right, and how good it was. */
const rightness = ['correct', 'is_correct', 'accuracy'];
/** The first of these that an event has is the verdict of the eval itself; others are metrics beside it. */
const overall = ['choice', ...rightness, 'score'];

function measured(data: JsonObject, choices: Choices): readonly Judgement[] {
  const verdict = overall.find((name) => ['string', 'number', 'boolean'].includes(typeof data[name]));
  return Object.entries(data).flatMap(([name, value]) => {
    const metric = name === verdict ? null : name;
    // What people said of the judge's choice, and what the choice is worth, which stands with it.
    if (name === 'metascore' || name.endsWith('_metascore')) return [];
    if (name === 'score' && verdict === 'choice') return [];
    if (typeof value === 'string') {
      if (!isChoice(name, value, choices)) return [];
      const found = chosen(metric, value, choices);
      return [
        name === 'choice' && typeof data['score'] === 'number' ? { ...found, score: finite(data['score']) } : found,
      ];
    }
    if (typeof value !== 'number' && typeof value !== 'boolean') return [];
    if (typeof value === 'boolean' || rightness.includes(name)) {
      const score = typeof value === 'number' ? finite(value) : null;
      return [{ metric, isDefect: Number(value) < 1, score, isJudge: false }];
    }
    return [{ metric, isDefect: null, score: finite(value), isJudge: false }];
  });
}

/** `1e999` is a number of JSON that no number of ours holds. */
function finite(score: number): number {
  if (!Number.isFinite(score)) throw new Fault('a score is too large to be a number');
  return score;
}

const isNumber = (text: string) => /^-?\d+(\.\d+)?$/.test(text);

/** A judge asked several things at once names each; a text beside that says nothing of the answer is none of them. */
function isChoice(name: string, text: string, { pass, fail }: Choices): boolean {
  return name === 'choice' || text === '__invalid__' || pass.has(text) || fail.has(text) || isNumber(text);
}

/** What a judge chose: a code that says good or bad, or a number on a scale. Anything else is an abstention. */
function chosen(metric: string | null, choice: string, { pass, fail }: Choices): Judgement {
  const isDefect = pass.has(choice) ? false : fail.has(choice) ? true : null;
  return { metric, isDefect, score: isNumber(choice) ? finite(Number(choice)) : null, isJudge: true };
}

/** `2023-04-17 22:10:13.127375+00:00`; without a zone it is UTC, as evals write it. */
export function instantOf(value: unknown): string | null {
  const text = textOf(value);
  if (text === null) return null;
  return /(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`;
}
