import type { ErrorCode } from '@assay/contract';
import type { LoadReceipt } from '@assay/importers';
import { AssayError, errorCodes } from '@assay/contract';
import { receiptOf } from '@assay/importers';

/** An error as it travels from a server to the command that asked. Both are the same person's. */
export interface WireFailure {
  /** Null where it is a defect of ours, and no AssayError. */
  readonly code: ErrorCode | null;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly retryable?: boolean;
  readonly queryId?: string | undefined;
  /** What a load that was refused had counted. */
  readonly receipt?: LoadReceipt | null;
  readonly stack?: string | undefined;
}

export function toWire(error: unknown): WireFailure {
  if (error instanceof AssayError) {
    const { code, message, hint, retryable, queryId } = error;
    return { code, message, hint, retryable, queryId, receipt: receiptOf(error), stack: error.stack };
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { code: null, message, stack };
}

/** The same error again, so that a command prints what it would have printed alone. */
export function fromWire({ code, message, hint, retryable, queryId, receipt, stack }: WireFailure): Error {
  const known = errorCodes.find((each) => each === code);
  if (known === undefined) return withStack(new Error(message), stack);
  const detail = { ...(hint === undefined ? {} : { hint }), ...(queryId === undefined ? {} : { queryId }) };
  const cause = receipt ?? undefined;
  return withStack(new AssayError(known, message, { ...detail, retryable: retryable ?? false, cause }), stack);
}

function withStack<E extends Error>(error: E, stack: string | undefined): E {
  if (stack !== undefined) error.stack = stack;
  return error;
}
