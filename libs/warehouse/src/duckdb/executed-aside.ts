import type { DuckDBPendingResult, DuckDBPreparedStatement, DuckDBResult } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { setImmediate, setTimeout } from 'node:timers/promises';

/** How long a statement is asked after at every turn of the event loop: most of a load take less. */
const eagerMs = 2;
const pauseMs = 1;

/**
 * Runs a statement by the engine's own threads alone, and waits for them asleep. The engine's own way of waiting is to
 * ask them without pause, which takes a core and the locks that they work under: half of the time of a long load.
 */
export async function executedAside(prepared: DuckDBPreparedStatement): Promise<DuckDBResult> {
  const pending = prepared.startStream();
  const begun = performance.now();
  const handle = handleOf(pending);
  // Slower, and as right.
  if (handle === undefined) return await pending.getResult();
  let state = duckdb.pending_execute_check_state(handle);
  while (isUnderWay(state)) {
    if (performance.now() - begun < eagerMs) await setImmediate();
    else await setTimeout(pauseMs);
    state = duckdb.pending_execute_check_state(handle);
  }
  // To take the result of what failed is a fault of its own, and would hide the first.
  const fault = state === duckdb.PendingState.ERROR ? duckdb.pending_error(handle) : '';
  if (fault !== '') throw new Error(fault);
  return await pending.getResult();
}

/** The package has no call for how far a statement is, and keeps to itself what the engine's call needs; a later one may keep it elsewhere. */
export function handleOf(pending: DuckDBPendingResult): duckdb.PendingResult | undefined {
  return Reflect.get(pending, 'pending_result') as duckdb.PendingResult | undefined;
}

function isUnderWay(state: duckdb.PendingState): boolean {
  return state === duckdb.PendingState.RESULT_NOT_READY || state === duckdb.PendingState.NO_TASKS_AVAILABLE;
}
