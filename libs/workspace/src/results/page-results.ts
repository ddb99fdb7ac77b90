import type { Result } from '@assay/contract';
import type { PlannedStatement } from '@assay/metrics';
import { AssayError } from '@assay/contract';
import type { StatementRunner } from '../run.ts';
import type { Asker } from '../workspace.ts';
import type { ResultCache } from './result-cache.ts';
import type { RollUps } from './roll-ups.ts';

export interface PageResult extends Result {
  /** True where no statement was sent. */
  readonly isRemembered: boolean;
}

export interface PageResultsOptions {
  readonly runner: StatementRunner;
  /** Null where nothing is remembered. */
  readonly cache: ResultCache | null;
  /** Null where no sums are kept. */
  readonly rollUps: RollUps | null;
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

  async run(
    planned: Pick<PlannedStatement, 'statement'> & Partial<Pick<PlannedStatement, 'rollUp'>>,
    asker: Asker,
    metrics: readonly string[],
  ): Promise<PageResult> {
    const { cache, rollUps, rightsKey, dataVersion } = this.#options;
    const { statement } = planned;
    const asked = ++this.#asked;
    const mark = cache || rollUps ? await dataVersion(asker) : null;
    const sent = { asker, metrics, mark };
    if (!cache || mark === null) return { ...(await this.#send(planned, sent)), isRemembered: false };
    const version = { mark, asked };
    const key = JSON.stringify([rightsKey(asker), statement.sql, statement.parameters]);
    const remembered = cache.find(version, key);
    if (remembered) return { ...remembered, isRemembered: true };
    const result = await this.#send(planned, sent);
    cache.keep(version, key, result);
    return { ...result, isRemembered: false };
  }

  /** Reads what is kept of it, else the rows; then what took long is kept for the next. */
  async #send(
    { statement, rollUp }: Parameters<PageResults['run']>[0],
    {
      asker,
      metrics,
      mark,
    }: { readonly asker: Asker; readonly metrics: readonly string[]; readonly mark: string | null },
  ): Promise<Result> {
    const { runner, rollUps } = this.#options;
    const own = mark !== null && rollUps && rollUp ? { mark, rollUps, rollUp } : null;
    const kept = own?.rollUps.find(own.mark, own.rollUp);
    if (kept) {
      try {
        return await runner.runKept(kept, asker, metrics);
      } catch (error) {
        // The data changed meanwhile, and with it went what was kept.
        if (!(error instanceof AssayError) || error.code !== 'WAREHOUSE_NOT_FOUND') throw error;
      }
    }
    const read = () => runner.run(statement, asker, metrics);
    const result = await (rollUps ? rollUps.ahead(read) : read());
    own?.rollUps.want(own.mark, own.rollUp, result.elapsedMs);
    return result;
  }
}
