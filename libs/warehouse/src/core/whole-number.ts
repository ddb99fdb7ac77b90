import { AssayError } from '@assay/contract';

/** A whole number that may stand in a statement as a literal. */
export function checkWholeNumber(value: number, what: string): number {
  if (Number.isSafeInteger(value)) return value;
  throw new AssayError('INTERNAL', `${what} has to be a whole number.`);
}
