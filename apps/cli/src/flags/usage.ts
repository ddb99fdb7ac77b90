import { AssayError } from '@assay/contract';

/** A wrong flag or argument: one sentence, and what to write instead. */
export function usageError(message: string, hint: string): AssayError {
  return new AssayError('USAGE', message, { hint });
}
