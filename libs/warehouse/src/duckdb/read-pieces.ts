import type { QueryContext, Statement } from '@assay/contract';
import { abortFault } from '../core/deadline.ts';
import { classifyFault } from '../core/faults.ts';
import { ResultCaps } from '../core/result-caps.ts';
import { faultRules } from './faults.ts';
import type { DuckdbSession } from './session.ts';
import type { Permission } from './statement-kind.ts';
import type { Piece } from './statement.ts';
import { startStatement } from './statement.ts';

export interface Execution {
  readonly statement: Statement;
  readonly permission: Permission;
  readonly caps: Pick<QueryContext, 'maxRows' | 'maxBytes'>;
  readonly signal: AbortSignal;
  readonly queryId: string;
}

/**
 * Runs a statement and gives its rows in chunks of at most 2,048, the first one without rows. The engine computes while
 * it is read, so a result over the caps is stopped early and the event loop is free between chunks.
 */
export async function* readPieces(session: DuckdbSession, execution: Execution): AsyncGenerator<Piece> {
  const { statement, permission, signal } = execution;
  const caps = new ResultCaps(execution.caps);
  try {
    const running = await session.run(signal, async (connection) => {
      const isAside = permission === 'load' && session.loadsAside;
      const started = await startStatement(connection, statement, { permission, isAside });
      session.hold(started);
      return started;
    });
    try {
      yield { columns: running.shape, rowCount: 0 };
      for (;;) {
        const piece = await session.run(signal, () => running.next((rows) => caps.addRows(rows)));
        if (piece === null) return;
        caps.addColumns(piece.columns);
        yield piece;
      }
    } finally {
      await session.letGo();
    }
  } catch (error) {
    throw signal.aborted ? abortFault(signal) : classifyFault(error, faultRules, execution.queryId);
  }
}

const never = new AbortController().signal;

/** The same inside a transaction that cannot write, whatever the statement turns out to do. */
export async function* readOnlyPieces(session: DuckdbSession, execution: Execution): AsyncGenerator<Piece> {
  await session.run(execution.signal, (connection) => connection.run('begin transaction read only'));
  try {
    yield* readPieces(session, execution);
  } finally {
    // A session that cannot go back to a clean state is not used again.
    await session.run(never, (connection) => connection.run('rollback')).catch(() => session.close());
  }
}
