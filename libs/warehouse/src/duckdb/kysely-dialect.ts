import type { DatabaseIntrospector, Dialect, Driver, Kysely } from 'kysely';
import { DialectAdapterBase } from 'kysely';
import type { QueryContext } from '@assay/contract';
import { DuckdbQueryCompiler } from './compiler.ts';
import type { DuckdbConfig } from './config.ts';
import { DuckdbIntrospector } from './kysely-introspector.ts';
import { DuckdbDriver } from './kysely-driver.ts';

export interface DuckdbKyselyOptions extends Pick<QueryContext, 'maxRows' | 'maxBytes'> {
  readonly database: DuckdbConfig;
}

/**
 * A Kysely dialect that owns its database: `new Kysely({ dialect: new DuckdbDialect(options) })`. Values arrive as the
 * port gives them (decimals, days and instants as text). Parameters are typed `Parameter`s or plain text, numbers,
 * booleans and nulls. Pass `inflightQueryAbortStrategy: 'cancel query'` with a signal, or the engine goes on computing.
 */
export class DuckdbDialect implements Dialect {
  readonly #options: DuckdbKyselyOptions;

  constructor(options: DuckdbKyselyOptions) {
    this.#options = options;
  }

  createDriver(): Driver {
    return new DuckdbDriver(this.#options);
  }

  createQueryCompiler(): DuckdbQueryCompiler {
    return new DuckdbQueryCompiler();
  }

  createAdapter(): DuckdbAdapter {
    return new DuckdbAdapter();
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new DuckdbIntrospector(db);
  }
}

/** The file has one owner, so migrations need no lock of their own. */
export class DuckdbAdapter extends DialectAdapterBase {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }

  override get supportsReturning(): boolean {
    return true;
  }

  override acquireMigrationLock(): Promise<void> {
    return Promise.resolve();
  }

  override releaseMigrationLock(): Promise<void> {
    return Promise.resolve();
  }
}
