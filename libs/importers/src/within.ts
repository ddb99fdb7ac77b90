import type { BulkLoader } from '@assay/contract';
import { Transaction } from './transaction.ts';

export interface WriteOptions {
  readonly signal: AbortSignal;
  /** Does everything but keep it. */
  readonly dryRun?: boolean;
  /** Instant of the change; the clock's where it is not given. */
  readonly now?: Date;
}

/** Runs work on the database in one transaction of its own: all of it is kept, or nothing. */
export async function within<T>(
  loader: BulkLoader,
  { signal, dryRun, source = 'assay' }: WriteOptions & { readonly source?: string },
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const session = await loader.begin();
  try {
    const result = await work(new Transaction(session, signal, source));
    if (dryRun === true) await session.rollback();
    else await session.commit();
    return result;
  } catch (error) {
    await session.rollback();
    throw error;
  }
}
