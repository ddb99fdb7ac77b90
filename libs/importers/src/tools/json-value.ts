/** Something is wrong with a record as a whole: what, as it follows "record 7:". Never a value of it. */
export class Fault extends Error {}

export type JsonObject = Readonly<Record<string, unknown>>;

/** Digits of whole numbers that no number of JavaScript holds, by the object or list they stand in, and their name. */
const digits = new WeakMap<object, Map<string, string>>();

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

/** What stands under a name; a whole number above 2^53 as its digits, so that no id becomes another. */
export const exactAt = (record: JsonObject, name: string): unknown => digits.get(record)?.get(name) ?? record[name];

/** An id: a text, or a number as text, every digit as it stands. Null for anything else. */
export const idAt = (record: JsonObject, name: string): string | null => textOf(exactAt(record, name));

/** Some of what a record holds, digits included. */
export function picked(record: JsonObject, isPicked: (name: string) => boolean): JsonObject {
  const found = Object.fromEntries(Object.entries(record).filter(([name]) => isPicked(name)));
  const known = digits.get(record);
  if (known !== undefined) digits.set(found, known);
  return found;
}

/** The id of a thing: a text or a number. A Fault where there is none. */
export function idOf(record: JsonObject, what: string): string {
  const id = idAt(record, 'id');
  if (id === null) throw new Fault(`${what} has no id`);
  return id;
}

/** The same text for the same contents, whatever the order of the keys. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, function (this: object, key: string, part: unknown) {
    const object = objectOf(part);
    if (object === null) return digits.get(this)?.get(key) ?? part;
    return Object.fromEntries(
      Object.keys(object)
        .toSorted()
        .map((name) => [name, exactAt(object, name)]),
    );
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
  return JSON.stringify(record, function (this: object, key: string, value: unknown) {
    if (closed.has(key) && value !== null) return '[left out]';
    if (typeof value === 'number') return digits.get(this)?.get(key) ?? value;
    return typeof value === 'string' && !texts.has(key) ? `[left out: ${value.length} characters]` : value;
  });
}

/** Ids that no number of JavaScript holds: 2^53 has sixteen digits. */
const manyDigits = /[0-9]{16}/;

/** Null where a text is not JSON. Of whole numbers above 2^53, which are rounded, `exactAt` and `idAt` know the digits. */
export function parsedJson(text: string): { readonly value: unknown } | null {
  try {
    const value: unknown = manyDigits.test(text)
      ? JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown)
      : JSON.parse(text);
    return { value };
  } catch {
    return null;
  }
}

/** `source` is the number as it stands in the text (ECMAScript 2026, `JSON.parse` source text access). */
type Parsed = readonly [value: unknown, context: { readonly source?: string }];

function keepDigits(this: object, key: string, ...[value, { source = '' }]: Parsed): unknown {
  if (!Number.isInteger(value) || Number.isSafeInteger(value) || !/^-?[0-9]+$/.test(source)) return value;
  const known = digits.get(this);
  if (known === undefined) digits.set(this, new Map([[key, source]]));
  else known.set(key, source);
  return value;
}
