/**
 * Chance in SQL. A draw belongs to a thing, by its whole number, and to a purpose, by its name: the same two give the
 * same draw on every host, whatever order and number of threads rows are made in, and a new purpose leaves all other
 * draws as they were. The engine's hash of one whole number mixes all bits of it (that of two numbers does not); the
 * engine's version is pinned, and a digest in the tests says when its hash is another.
 */

/** A constant by the time a statement is run. */
const seed = 'sample_seed()';

/** Statement that comes before all draws of a connection: which of the years that could have been they are of. */
export function seedDraws(of: number): string {
  return `create or replace temp macro ${seed} as ${of === 0 ? 0 : saltOf(`seed ${of}`)}::bigint`;
}

const mask = (1n << 48n) - 1n;

/** FNV-1a of 64 bits, cut to 48, so that the key beside it stays a whole number of 64 bits. */
function saltOf(purpose: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const char of purpose) hash = BigInt.asUintN(64, (hash ^ BigInt(char.codePointAt(0) ?? 0)) * 0x100000001b3n);
  return (hash ^ (hash >> 16n)) & mask;
}

/** An expression from 0 up to, not including, 1. `key` is an expression of a whole number. */
export function draw(key: string, purpose: string): string {
  return `((hash(xor(cast(${key} as bigint), xor(${saltOf(purpose)}::bigint, ${seed}))) >> 11) * 1.1102230246251565e-16)`;
}

/** Stands for the hash of a text that nobody wrote: another for every value, and the same for the same. Twelve bytes, as keys. */
export function fingerprint(value: string): string {
  return `to_hex(hash(${value}) >> 16)`;
}

/** Roughly normal, mean 0 and deviation 1, never beyond 3. */
export function bell(key: string, purpose: string): string {
  const draws = [1, 2, 3].map((part) => draw(key, `${purpose} ${part}`));
  return `(2 * (${draws.join(' + ')} - 1.5))`;
}

/** Two or more equal chances: a whole number from 0 up to, not including, `count`. */
export function below(key: string, purpose: string, count: number | string): string {
  return `cast(floor(${draw(key, purpose)} * ${count}) as integer)`;
}

export function between(key: string, purpose: string, [from, to]: readonly [from: number, to: number]): string {
  return `(${from} + ${to - from} * ${draw(key, purpose)})`;
}
