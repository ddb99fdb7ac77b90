import * as v from 'valibot';

/**
 * Valibot schemas whose messages say what was expected, as the end of "... ; expected". With `v.description` on them they
 * are also what the JSON Schema for editors is made of.
 */

/** A mapping with these keys and no others. */
export function mapping<const Entries extends v.ObjectEntries>(entries: Entries) {
  const keys = Object.keys(entries).join(', ');
  return v.strictObject(entries, (issue) =>
    issue.expected === 'never' ? `one of the keys ${keys}` : `a mapping with the keys ${keys}`,
  );
}

export function oneOf<const Values extends readonly string[]>(values: Values) {
  return v.picklist(values, `one of ${values.join(', ')}`);
}

export function text(what: string) {
  return v.pipe(v.string(what), v.nonEmpty(what));
}

export function listOf<const Item extends v.GenericSchema>(item: Item, what: string) {
  return v.pipe(v.array(item, what), v.nonEmpty(what));
}

/** Absent and empty (`key:` with nothing behind it) are alike for a person. */
export const maybe = v.nullish;
