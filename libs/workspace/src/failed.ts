import type { FailedAnswer } from '@assay/contract';
import { AssayError } from '@assay/contract';

/** What a reader may be told of a failure; anything unforeseen says only that. */
export function failed(error: unknown): FailedAnswer {
  if (error instanceof AssayError) {
    return {
      kind: 'failed',
      code: error.code,
      message: error.message,
      hint: error.hint ?? null,
      queryId: error.queryId ?? null,
    };
  }
  if (process.env['ASSAY_DEBUG'] === '1') console.error(error);
  return {
    kind: 'failed',
    code: 'INTERNAL',
    message: 'Something went wrong that Assay did not foresee.',
    hint: null,
    queryId: null,
  };
}

/** The same failure again, for callers to whom it is the whole answer. */
export function asError({ code, message, hint, queryId }: Omit<FailedAnswer, 'missing'>): AssayError {
  return new AssayError(code, message, {
    ...(hint === null ? {} : { hint }),
    ...(queryId === null ? {} : { queryId }),
  });
}
