import type { Result, Statement } from '@assay/contract';
import type { StatementRunner } from '../run.ts';
import type { Asker } from '../workspace.ts';
import type { ResultCache } from './result-cache.ts';

export interface PageResult extends Result {
  /** True where no statement was sent. */
  readonly isRemembered: boolean;
}

export interface PageResultsOptions {
  readonly runner: StatementRunner;
  /** Null where nothing is remembered. */
  readonly cache: ResultCache | null;
  /** Equal for askers who may read the same. */
  readonly rightsKey: (asker: Asker) => string;
  /** Changes with every load; null where the warehouse has no such mark, and nothing is remembered then. */
  readonly dataVersion: (asker: Asker) => Promise<string | null>;
}

/**
 * Results of the statements of pages, remembered by what they hang on: statement, parameters, state of the data, rights.
 * A failure is not remembered, because it throws.
 */
export class PageResults {
  readonly #options: PageResultsOptions;
  #asked = 0;

  constructor(options: PageResultsOptions) {
    this.#options = options;
  }

  async run(statement: Statement, asker: Asker, metrics: readonly string[]): Promise<PageResult> {
    const { runner, cache, rightsKey, dataVersion } = this.#options;
    const asked = ++this.#asked;
    const mark = cache && (await dataVersion(asker));
    if (!cache || mark === null) return { ...(await runner.run(statement, asker, metrics)), isRemembered: false };
    const version = { mark, asked };
    const key = JSON.stringify([rightsKey(asker), statement.sql, statement.parameters]);
    const remembered = cache.find(version, key);
    if (remembered) return { ...remembered, isRemembered: true };
    const result = await runner.run(statement, asker, metrics);
    cache.keep(version, key, result);
    return { ...result, isRemembered: false };
  }
}
