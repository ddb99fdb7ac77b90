import type { JsonObject } from '../json-value.ts';
import { canonicalJson, objectOf, objectsOf, textOf } from '../json-value.ts';
import type { Names } from './names.ts';

/** What was answered to one question: exactly one of the three. */
export interface Answer {
  readonly value_code: string | null;
  readonly value_num: number | null;
  readonly value_set: string | null;
}

export const noAnswer: Answer = { value_code: null, value_num: null, value_set: null };
/** Somebody submitted without marking anything. */
export const emptyAnswer: Answer = { ...noAnswer, value_set: '' };

/** What one result says: codes, a number, or something that is kept as a hash only. */
export type Part =
  | { readonly kind: 'codes' | 'labels'; readonly codes: readonly string[] }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'opaque'; readonly value: unknown };

/** Answers by question, which is the name of the control (`from_name`). What links regions answers none. */
export function answersOf(record: JsonObject, names: Names): ReadonlyMap<string, Answer> {
  const parts = new Map<string, Part[]>();
  for (const result of objectsOf(record, 'result')) {
    const question = textOf(result['from_name']);
    if (question === null) continue;
    const part = partOf(String(result['type']).toLowerCase(), objectOf(result['value']) ?? {});
    const known = parts.get(question);
    if (known === undefined) parts.set(question, [part]);
    else known.push(part);
  }
  const answers = new Map<string, Answer>();
  for (const [question, found] of parts) answers.set(question, answerOf(question, found, names));
  return answers;
}

/** @param type kind of the control, in small letters */
export function partOf(type: string, value: JsonObject): Part {
  switch (type) {
    case 'choices':
      return codesOf(value['choices'], value);
    case 'taxonomy':
      return taxonomyOf(value['taxonomy'], value);
    case 'rating':
      return numberOf(value['rating'], value);
    case 'number':
      return numberOf(value['number'], value);
    case 'pairwise':
      return sideOf(value['selected'], value);
    case 'datetime':
      return codesOf(value['datetime'], value);
    case 'textarea':
      return { kind: 'opaque', value: Array.isArray(value['text']) ? value['text'] : [value['text']] };
    default:
      return type.endsWith('labels') ? labelsOf(value[type], value) : { kind: 'opaque', value };
  }
}

function codesOf(given: unknown, value: JsonObject): Part {
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  const codes = list.map(textOf).filter((code) => code !== null);
  return codes.length === list.length ? { kind: 'codes', codes: codes.map(codeOf) } : { kind: 'opaque', value };
}

/** Of a region the labels are the answer; where it lies is not kept. */
function labelsOf(given: unknown, value: JsonObject): Part {
  const found = codesOf(given, value);
  return found.kind === 'codes' ? { ...found, kind: 'labels' } : found;
}

/** Each entry is the way from the root to the node that was chosen. */
function taxonomyOf(given: unknown, value: JsonObject): Part {
  if (!Array.isArray(given)) return { kind: 'opaque', value };
  return codesOf(
    given.map((path: unknown) => (Array.isArray(path) ? path.join('/') : path)),
    value,
  );
}

function numberOf(given: unknown, value: JsonObject): Part {
  return typeof given === 'number' ? { kind: 'number', number: given } : { kind: 'opaque', value };
}

const sides: Readonly<Record<string, string>> = { left: 'A', right: 'B' };

function sideOf(given: unknown, value: JsonObject): Part {
  const side = typeof given === 'string' ? sides[given] : undefined;
  return side === undefined ? { kind: 'opaque', value } : { kind: 'codes', codes: [side] };
}

/** A bar parts the codes of a set. */
const codeOf = (code: string): string => (code.includes('|') ? code.replaceAll('|', '\u00a6') : code);

/** @param parts of one question, at least one */
export function answerOf(question: string, parts: readonly Part[], { multiple, hash }: Names): Answer {
  const [first] = parts;
  if (parts.length === 1 && first?.kind === 'number') return { ...noAnswer, value_num: first.number };
  if (parts.some(({ kind }) => kind === 'opaque')) return hashOf(parts, hash);
  const codes = parts.flatMap((part) =>
    part.kind === 'number' ? [String(part.number)] : 'codes' in part ? part.codes : [],
  );
  const isOne = codes.length === 1 && first?.kind === 'codes' && !multiple.has(question);
  if (isOne) return { ...noAnswer, value_code: codes[0] ?? '' };
  return { ...noAnswer, value_set: [...new Set(codes)].toSorted().join('|') };
}

/** Two answers are the same where all that was entered or drawn is. */
function hashOf(parts: readonly Part[], hash: Names['hash']): Answer {
  const texts = parts.map((part) => canonicalJson('value' in part ? part.value : part));
  return { ...noAnswer, value_code: `hash:${hash(texts.toSorted().join('\n'))}` };
}

/** An answer as one text: what `prelabel_value` shows of a suggestion. */
export function textOfAnswer(answer: Answer | undefined): string | null {
  if (answer === undefined) return null;
  return answer.value_code ?? answer.value_set ?? (answer.value_num === null ? null : String(answer.value_num));
}
