import type { BulkLoader } from '@assay/contract';
import { Transaction } from './transaction.ts';

export interface WriteOptions {
  readonly signal: AbortSignal;
  /** Does everything but keep it. */
  readonly dryRun?: boolean;
  /** Instant of the change; the clock's where it is not given. */
  readonly now?: Date;
}

export interface Within extends WriteOptions {
  /** What the statements are tagged with. */
  readonly source?: string;
  /** `staging`: work enters the transaction itself, when its temporary tables are filled. */
  readonly phase?: 'transaction' | 'staging';
}

/** Runs work on the database in one transaction of its own: all of it is kept, or nothing. */
export async function within<T>(
  loader: BulkLoader,
  { signal, dryRun, source = 'assay', phase = 'transaction' }: Within,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const session = await loader.begin(phase);
  try {
    const result = await work(new Transaction(session, { signal, source, functions: loader.functions }));
    if (dryRun === true) await session.rollback();
    else await session.commit();
    return result;
  } catch (error) {
    await session.rollback();
    throw error;
  }
}
