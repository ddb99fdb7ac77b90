import type { LastPeriods } from '@assay/contract';
import { AssayError } from '@assay/contract';

const units = { d: 'day', w: 'week', m: 'month', q: 'quarter' } as const satisfies Record<string, LastPeriods['unit']>;
type Letter = keyof typeof units;

/** Longest range: ten years of days, so that no page asks for more buckets than anyone looks at. */
const most = { d: 3660, w: 522, m: 120, q: 40 } as const satisfies Record<Letter, number>;

/** As a JSON Schema pattern and for editors; `parseLast` is stricter about the count. */
export const lastPattern = /^[1-9]\d{0,3}[dwmq]$/;

export function isLast(text: string): boolean {
  return lastPattern.test(text) && Number(text.slice(0, -1)) <= most[text.slice(-1) as Letter];
}

/** `7d`, `13w`, `3m` or `2q`: whole periods that have ended. Throws PARAM_INVALID for anything else. */
export function parseLast(text: string): LastPeriods {
  if (!isLast(text)) {
    throw new AssayError('PARAM_INVALID', `"${text}" is not a number of periods.`, {
      hint: 'Write days, weeks, months or quarters as 7d, 13w, 3m or 2q, ten years at most.',
    });
  }
  return { count: Number(text.slice(0, -1)), unit: units[text.slice(-1) as Letter] };
}

/** The text `parseLast` reads. */
export function formatLast({ count, unit }: LastPeriods): string {
  return `${count}${unit.charAt(0)}`;
}
