import { methods } from './registry.ts';

/** What a method must answer: numbers within abs + rel * |expected|; null where it has no value; 'Infinity' stands for the number. */
export interface Vector {
  readonly id: string;
  readonly method: string;
  readonly title: string;
  readonly inputs: unknown;
  readonly expected: unknown;
  readonly tolerance: { readonly abs: number; readonly rel: number };
}

const named = (part: unknown): string => JSON.stringify(part === undefined ? 'nothing' : part);
const isNear = (got: number, want: number, { abs, rel }: Vector['tolerance']): boolean =>
  Math.abs(got - want) <= abs + rel * Math.abs(want);

function missesAt(
  path: string,
  got: unknown,
  { want, tolerance }: { want: unknown; tolerance: Vector['tolerance'] },
): readonly string[] {
  const miss = [`${path || 'answer'}: ${named(want)} expected, ${named(got)} given`];
  if (typeof want === 'number') return typeof got === 'number' && isNear(got, want, tolerance) ? [] : miss;
  if (want === 'Infinity' || want === '-Infinity') return got === Number(want) ? [] : miss;
  if (want === null || typeof want !== 'object') return got === want ? [] : miss;
  if (got === null || typeof got !== 'object') return miss;
  if (Array.isArray(want) && (got as readonly unknown[]).length !== want.length) return miss;
  return Object.entries(want).flatMap(([key, part]) =>
    missesAt(path ? `${path}.${key}` : key, (got as Record<string, unknown>)[key], { want: part, tolerance }),
  );
}

/** Every part of a vector's answer that is not as expected, in words; none where all is well. */
export function missesOf({ method, inputs, expected, tolerance }: Vector): readonly string[] {
  if (!Object.hasOwn(methods, method)) return [`there is no method ${named(method)}`];
  const run = methods[method as keyof typeof methods] as (inputs: unknown) => unknown;
  return missesAt('', run(inputs), { want: expected, tolerance });
}
