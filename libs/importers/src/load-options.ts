import type { PseudonymKey } from './pseudonym/key.ts';
import type { FullScope } from './take-back/void-absent.ts';

export interface LoadProgress {
  /** `waiting` for another load of the same database to end. */
  readonly phase: 'waiting' | 'reading' | 'checking' | 'merging' | 'done';
  /** Source records so far; in the later phases all of them. */
  readonly records: number;
  /** How much of the file has been read, from 0 to 1; null where that is not known, and when it is all. */
  readonly share: number | null;
}

export interface LoadOptions {
  readonly key: PseudonymKey;
  readonly signal: AbortSignal;
  /** Does everything but keep it. */
  readonly dryRun?: boolean;
  /** One record set aside refuses the whole load: RECORDS_QUARANTINED. */
  readonly strict?: boolean;
  /** The source is the whole truth of this: what it lacks is voided. A record set aside refuses the load, as with `strict`. */
  readonly full?: FullScope;
  /** The workspace's time zone, in which a day that a recipe is given begins; UTC where it is not said. */
  readonly zone?: string;
  /** Texts of prompts and outputs that the source offers are kept, in `ref_content`; else nothing of them is. */
  readonly keepContent?: boolean;
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Instant of the load; the clock's where it is not given. */
  readonly now?: Date;
}
