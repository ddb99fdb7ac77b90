import type { PseudonymKey } from './key.ts';
import type { NamedValues } from '../named-parameters.ts';
import { str } from '../named-parameters.ts';

/** Block of SHA-256, in bytes; a shorter key is filled up with zeros (RFC 2104). */
const blockBytes = 64;

/** What `hashed` refers to: the key under both masks of RFC 2104. Bound, so that it stands in no statement's text. */
export function hashValues({ bytes }: PseudonymKey): NamedValues {
  return { hmac_inner: str(masked(bytes, 0x36)), hmac_outer: str(masked(bytes, 0x5c)) };
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

function masked(key: Buffer, mask: number): string {
  const block = Buffer.alloc(blockBytes);
  key.copy(block);
  return Buffer.from(block.map((byte) => byte ^ mask)).toString('hex');
}
