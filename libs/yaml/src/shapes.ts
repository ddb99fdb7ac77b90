import { didYouMean } from '@assay/contract';
import * as v from 'valibot';

/**
 * Valibot schemas whose messages say what was expected, as the end of "... ; expected". With `v.description` on them they
 * are also what the JSON Schema for editors is made of.
 */

/** What was expected of a name, with what is near the one that was given; nothing else is repeated of it. */
export function oneOfThese(given: unknown, known: readonly string[], what = 'one of'): string {
  const near = typeof given === 'string' ? didYouMean(given, known) : null;
  return `${what} ${known.join(', ')}${near === null ? '' : ` (${near.charAt(0).toLowerCase()}${near.slice(1)})`}`;
}

/** A mapping with these keys and no others. */
export function mapping<const Entries extends v.ObjectEntries>(entries: Entries) {
  const keys = Object.keys(entries);
  return v.strictObject(entries, (issue) =>
    issue.expected === 'never'
      ? oneOfThese(issue.input, keys, 'one of the keys')
      : `a mapping with the keys ${keys.join(', ')}`,
  );
}

export function oneOf<const Values extends readonly string[]>(values: Values) {
  return v.picklist(values, ({ input }) => oneOfThese(input, values));
}

export function text(what: string) {
  return v.pipe(v.string(what), v.nonEmpty(what));
}

export function listOf<const Item extends v.GenericSchema>(item: Item, what: string) {
  return v.pipe(v.array(item, what), v.nonEmpty(what));
}

/** Absent and empty (`key:` with nothing behind it) are alike for a person. */
export const maybe = v.nullish;
