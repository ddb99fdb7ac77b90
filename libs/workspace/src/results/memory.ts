import { dayOfInstant } from '@assay/metrics';
import type { Config } from '../config/load-config.ts';
import type { OpenDatabase } from '../open-database.ts';
import type { StatementRunner } from '../run.ts';
import type { Asker } from '../workspace.ts';
import { answerCache, PageAnswers } from './page-answers.ts';
import { PageResults } from './page-results.ts';
import { resultCache } from './result-cache.ts';
import { RollUps } from './roll-ups.ts';

/** What is remembered of a database that is shown: results, answers, and sums of its rows. */
export interface Memory {
  readonly results: PageResults;
  readonly answers: PageAnswers;
  readonly rollUps: RollUps | null;
}

export interface Shown {
  readonly config: Config;
  readonly runner: StatementRunner;
  readonly rightsKey: (asker: Asker) => string;
  readonly version: (asker: Asker) => Promise<string | null>;
}

export function memoryOf(
  { own, warehouse }: OpenDatabase,
  { config, runner, rightsKey, version: dataVersion }: Shown,
): Memory {
  // A command that asks once has no use for sums that are kept for the next.
  const rollUps = own && warehouse.keeper ? new RollUps(warehouse.keeper) : null;
  const cache = config.cache ? resultCache() : null;
  const results = new PageResults({ runner, cache, rollUps, rightsKey, dataVersion });
  const answers = new PageAnswers({
    cache: config.cache ? answerCache() : null,
    rightsKey,
    dataVersion,
    today: () => dayOfInstant(new Date().toISOString(), config.zone),
  });
  return { results, answers, rollUps };
}
