import type { Day, PanelAnswer, PanelRequest } from '@assay/contract';
import type { Resolved } from '@assay/metrics';
import type { Asker } from '../workspace.ts';
import { Remembered } from './remembered.ts';

/** An answer with what it was worked out for; nothing where the request could not be asked. */
export interface WorkedOut {
  readonly answer: PanelAnswer;
  readonly resolved: Resolved | null;
}

/** Answers to requests that were asked together. */
export interface Worked {
  readonly answers: readonly WorkedOut[];
  /** True where a statement failed, which the next asker may have better luck with. */
  readonly hasFailed: boolean;
}

export interface PageAnswersOptions {
  /** Null where nothing is remembered. */
  readonly cache: Remembered<readonly WorkedOut[]> | null;
  /** Equal for askers who may read the same. */
  readonly rightsKey: (asker: Asker) => string;
  /** Changes with every load; null where the warehouse has no such mark, and nothing is remembered then. */
  readonly dataVersion: (asker: Asker) => Promise<string | null>;
  /** Calendar day of the workspace, which says what a period lacks. */
  readonly today: () => Day;
}

/** A number with its limits, parts, change and caveats. */
const estimateBytes = 1500;
const usualBytes = 64 * 1024 * 1024;

const bytesOf = (answers: readonly WorkedOut[]): number =>
  answers.reduce((sum, { answer }) => sum + estimateBytes * (answer.kind === 'ready' ? answer.estimates.length : 1), 0);

/** Room for the answers of pages. */
export const answerCache = (mostBytes = usualBytes): Remembered<readonly WorkedOut[]> =>
  new Remembered({ mostBytes, bytesOf });

/**
 * Answers of whole pages, remembered by what they hang on: the requests that were asked together, state of the data, day,
 * rights. To work numbers out of remembered results takes longer than to read them again.
 */
export class PageAnswers {
  readonly #options: PageAnswersOptions;
  #asked = 0;

  constructor(options: PageAnswersOptions) {
    this.#options = options;
  }

  async of(
    requests: readonly PanelRequest[],
    asker: Asker,
    work: () => Promise<Worked>,
  ): Promise<{ readonly answers: readonly WorkedOut[]; readonly isRemembered: boolean }> {
    const { cache, rightsKey, dataVersion, today } = this.#options;
    const asked = ++this.#asked;
    const mark = cache && (await dataVersion(asker));
    if (!cache || mark === null) return { answers: (await work()).answers, isRemembered: false };
    const version = { mark, asked };
    const key = JSON.stringify([rightsKey(asker), today(), requests]);
    const remembered = cache.find(version, key);
    if (remembered) return { answers: remembered, isRemembered: true };
    const { answers, hasFailed } = await work();
    if (!hasFailed) cache.keep(version, key, answers);
    return { answers, isRemembered: false };
  }
}
