import type { BulkLoader, LoadSession } from '@assay/contract';

/** Runs `work` in one write transaction: commits when it returns, rolls back and rethrows when it throws. */
export async function inLoad<T>(loader: BulkLoader, work: (session: LoadSession) => Promise<T>): Promise<T> {
  const session = await loader.begin();
  let result: T;
  try {
    result = await work(session);
  } catch (error) {
    await session.rollback();
    throw error;
  }
  await session.commit();
  return result;
}
