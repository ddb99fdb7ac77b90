import type { Asker } from './workspace.ts';
import { AssayError } from '@assay/contract';

/** What many wait for does not end when the first of them leaves; it has a limit of its own. */
export function forEverybody(asker: Asker): Asker {
  return { ...asker, signal: AbortSignal.timeout(60_000) };
}

/** The shared answer, or the end of this one asker's patience. */
export async function untilLeft<T>(shared: Promise<T>, { signal }: Asker): Promise<T> {
  const left = Promise.withResolvers<never>();
  const leave = (): void => left.reject(new AssayError('WAREHOUSE_CANCELLED', 'The question was withdrawn.'));
  if (signal.aborted) leave();
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([shared, left.promise]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

/** A failed question is not an answer to keep: the next asker tries again. */
export function forgetOnFailure<T>(asked: Promise<T>, forget: () => void): Promise<T> {
  asked.catch(forget);
  return asked;
}
