import type { Parameter } from '@assay/contract';
import { AssayError, logicalTypes } from '@assay/contract';

const types: ReadonlySet<unknown> = new Set(logicalTypes);
const scalars: ReadonlySet<string> = new Set(['string', 'number', 'boolean']);

export function isParameter(candidate: unknown): candidate is Parameter {
  if (typeof candidate !== 'object' || candidate === null) return false;
  if (!('type' in candidate) || !('value' in candidate)) return false;
  return types.has(candidate.type) && (candidate.value === null || scalars.has(typeof candidate.value));
}

/** Refuses a value without a logical type: its type would depend on the driver, and a null of it would have none. */
export function checkParameter(candidate: unknown): Parameter {
  if (isParameter(candidate)) return candidate;
  throw new AssayError(
    'INTERNAL',
    `A query holds a value of JavaScript type ${typeof candidate} without a logical type.`,
    {
      hint: "Embed values as { type, value }, e.g. sql`${{ type: 'date', value: '2026-11-16' }}`.",
    },
  );
}
