import type { QueryContext } from '@assay/contract';
import { AssayError } from '@assay/contract';

/** The end of one call, by its caller's signal or by its timeout, whichever comes first. */
export interface Deadline {
  /** Its reason is the AssayError to throw: WAREHOUSE_CANCELLED or WAREHOUSE_TIMEOUT. */
  readonly signal: AbortSignal;
  /** Ends the call from our side, e.g. because the warehouse is closed. */
  stop(fault: AssayError): void;
  /** Has to be called when the call is over: it lets go of the timer and of the caller's signal. */
  end(): void;
}

/** The time runs from here on and includes waiting for a free place. */
export function startDeadline(context: Pick<QueryContext, 'signal' | 'timeoutMs'>): Deadline {
  const controller = new AbortController();
  const cancel = () => controller.abort(cancelled());
  const timer = setTimeout(() => controller.abort(timedOut(context.timeoutMs)), context.timeoutMs);
  if (context.signal.aborted) cancel();
  else context.signal.addEventListener('abort', cancel, { once: true });
  return {
    signal: controller.signal,
    stop: (fault) => controller.abort(fault),
    end: () => {
      clearTimeout(timer);
      context.signal.removeEventListener('abort', cancel);
    },
  };
}

export function cancelled(): AssayError {
  return new AssayError('WAREHOUSE_CANCELLED', 'The query was cancelled.');
}

function timedOut(timeoutMs: number): AssayError {
  return new AssayError('WAREHOUSE_TIMEOUT', `The query took longer than ${timeoutMs / 1000} s and was stopped.`, {
    hint: 'Ask for a shorter range or fewer groups, or allow more time.',
    retryable: true,
  });
}

/** What to throw when `signal` has fired: its reason where that is ours, else WAREHOUSE_CANCELLED. */
export function abortFault(signal: AbortSignal): AssayError {
  return signal.reason instanceof AssayError ? signal.reason : cancelled();
}

/** Throws when the signal has fired. */
export function assertRunning(signal: AbortSignal): void {
  if (signal.aborted) throw abortFault(signal);
}
