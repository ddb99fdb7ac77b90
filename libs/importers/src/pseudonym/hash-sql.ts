import type { PseudonymKey } from './key.ts';
import { masksOf } from './key.ts';
import type { NamedValues } from '../named-parameters.ts';
import { str } from '../named-parameters.ts';

/** What `hashed` refers to: the key under both masks of RFC 2104. Bound, so that it stands in no statement's text. */
export function hashValues(key: PseudonymKey): NamedValues {
  const { inner, outer } = masksOf(key);
  return { hmac_inner: str(inner.toString('hex')), hmac_outer: str(outer.toString('hex')) };
}

/** Keyed pseudonym of a text expression, inside the engine; null stays null. Equal to `pseudonymOf`. */
export function hashed(expression: string): string {
  const inner = `unhex(sha256(unhex(:hmac_inner) || encode(${expression})))`;
  return `left(sha256(unhex(:hmac_outer) || ${inner}), 20)`;
}

/** Address of a kept text, from an expression of the text: keyed, so that a short text cannot be guessed back. */
export function contentUri(expression: string): string {
  return `'assay:content:' || ${hashed(expression)}`;
}
