/** Something is wrong with a record as a whole: what, as it follows "record 7:". Never a value of it. */
export class Fault extends Error {}

export type JsonObject = Readonly<Record<string, unknown>>;

/** Null for anything but an object. */
export function objectOf(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** A list of a record; none where it is absent or null. A Fault where something else stands there. */
export function listOf(record: JsonObject, name: string): readonly unknown[] {
  const value = record[name];
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw new Fault(`${name} is not a list`);
}

/** The objects of a list. A Fault where something else stands in it. */
export function objectsOf(record: JsonObject, name: string): readonly JsonObject[] {
  return listOf(record, name).map((value) => {
    const found = objectOf(value);
    if (found === null) throw new Fault(`${name} holds something that is not an object`);
    return found;
  });
}

/** A text or a number as text; null for an empty text and for anything else. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The id of a thing: a text or a number. A Fault where there is none. */
export function idOf(record: JsonObject, what: string): string {
  const id = textOf(record['id']);
  if (id === null) throw new Fault(`${what} has no id`);
  return id;
}

/** The same text for the same contents, whatever the order of the keys. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    const object = objectOf(part);
    return object === null ? part : Object.fromEntries(Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

export interface Outline {
  /** Names under which a text may be kept: they hold neither what somebody wrote nor people. */
  readonly texts: ReadonlySet<string>;
  /** Names of which nothing is kept, numbers and whatever is called as in `texts` included. */
  readonly closed: ReadonlySet<string>;
}

/** What may be kept of a record that is set aside: its form, numbers, and some texts. JSON again. */
export function outlineOf(record: unknown, { texts, closed }: Outline): string {
  return JSON.stringify(record, (key, value: unknown) => {
    if (closed.has(key) && value !== null) return '[left out]';
    return typeof value === 'string' && !texts.has(key) ? `[left out: ${value.length} characters]` : value;
  });
}

/** Ids that no number of JavaScript holds: 2^53 has sixteen digits. */
const manyDigits = /[0-9]{16}/;

/** Null where a text is not JSON. Whole numbers above 2^53 are given as texts, so that no id becomes another. */
export function parsedJson(text: string): { readonly value: unknown } | null {
  try {
    const value: unknown = manyDigits.test(text)
      ? JSON.parse(text, exactWhole as (key: string, value: unknown) => unknown)
      : JSON.parse(text);
    return { value };
  } catch {
    return null;
  }
}

/** `source` is the number as it stands in the text (ECMAScript 2026, `JSON.parse` source text access). */
function exactWhole(_key: string, value: unknown, { source = '' }: { readonly source?: string }): unknown {
  return Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?[0-9]+$/.test(source) ? source : value;
}
