import type { AbortableOperationOptions, DatabaseConnection, Driver, TransactionSettings } from 'kysely';
import { AssayError } from '@assay/contract';
import type { DuckdbConnection, DuckdbConnections } from './kysely-connection.ts';
import type { DuckdbKyselyOptions } from './kysely-dialect.ts';

/** Kysely's door to DuckDB. The SDK loads with the first query. */
export class DuckdbDriver implements Driver {
  readonly #options: DuckdbKyselyOptions;
  readonly #held = new Map<DatabaseConnection, DuckdbConnection>();
  #connections: DuckdbConnections | null = null;

  constructor(options: DuckdbKyselyOptions) {
    this.#options = options;
  }

  async init(): Promise<void> {
    const { DuckdbConnections } = await import('./kysely-connection.ts');
    this.#connections = await DuckdbConnections.open(this.#options);
  }

  async acquireConnection(options?: AbortableOperationOptions): Promise<DatabaseConnection> {
    if (this.#connections === null) throw new AssayError('INTERNAL', 'The driver was used before it was opened.');
    const connection = await this.#connections.take(options?.signal);
    this.#held.set(connection, connection);
    return connection;
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    if (settings.isolationLevel !== undefined && settings.isolationLevel !== 'snapshot') {
      throw new AssayError('WAREHOUSE_SYNTAX', 'DuckDB has snapshot isolation only.');
    }
    await this.#own(connection).control(
      settings.accessMode === 'read only' ? 'begin transaction read only' : 'begin transaction',
    );
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await this.#own(connection).control('commit');
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await this.#own(connection).control('rollback');
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    this.#connections?.give(this.#own(connection));
    this.#held.delete(connection);
    return Promise.resolve();
  }

  async destroy(): Promise<void> {
    await this.#connections?.close();
    this.#connections = null;
  }

  #own(connection: DatabaseConnection): DuckdbConnection {
    const own = this.#held.get(connection);
    if (own === undefined)
      throw new AssayError('INTERNAL', 'The connection is not one of this driver, or was released.');
    return own;
  }
}
