const wanted = 4;
const defaultPool = 4;
/** One thread for a load, one for the files and names everything else in the process asks for. */
const keptFree = 2;

/**
 * Queries at a time. Each holds a thread of Node's pool for as long as it computes, and that pool also serves the file
 * system: four long queries on its default four threads would stop a server from reading a file. With
 * `UV_THREADPOOL_SIZE` of 6 or more, given when Node is started, it is four.
 */
export function executionLimit(poolSize: string | undefined = process.env.UV_THREADPOOL_SIZE): number {
  const threads = Number(poolSize ?? defaultPool);
  return Math.max(1, Math.min(wanted, (Number.isInteger(threads) ? threads : defaultPool) - keptFree));
}
