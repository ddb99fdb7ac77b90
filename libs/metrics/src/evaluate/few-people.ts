import type { Evaluated } from './number.ts';
import { unknownPart, unsaid } from './unsaid.ts';

/** Fewer people than this are told apart too well: their numbers are for those alone who may know what single people did (E17). */
export const fewestPeople = 5;

/** A number of so many people as those are told it who may not know what single ones did: of few, that it is of few. */
export function ofPeople({ estimate, evidence }: Evaluated, people: number): Evaluated {
  if (people >= fewestPeople) return { estimate, evidence };
  // Where nothing counts there is nothing to keep, but what was left out.
  if (estimate.rows === 0) return { estimate: { ...estimate, caveats: [] }, evidence };
  const parts = Object.keys(estimate.parts).map((id) => [id, { ...unknownPart, rows: 0 }] as const);
  const nothing = { n: 0, rows: 0, numerator: 0, numeratorRows: 0, denominator: 0 };
  return unsaid({ ...estimate, ...nothing, parts: Object.fromEntries(parts) }, 'few_people');
}
