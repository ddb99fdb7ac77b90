import type { KnowledgeOptions } from './knowledge.ts';
import { AssayError } from '@assay/contract';
import { Knowledge } from './knowledge.ts';

/** Instants that are remembered beside the present; the one asked for least lately is forgotten first. */
const mostInstants = 16;

export type KnowledgeAtOptions = Omit<KnowledgeOptions, 'asOf'>;

/** Knowledge of the data as it is, and as it was at instants that are asked for. */
export class KnowledgeAt {
  readonly #options: KnowledgeAtOptions;
  readonly #earlier = new Map<string, Knowledge>();
  readonly now: Knowledge;

  constructor(options: KnowledgeAtOptions) {
    this.#options = options;
    this.now = new Knowledge({ ...options, asOf: null });
  }

  /** Throws PARAM_INVALID for an instant to come, CAPABILITY_ABSENT where nothing earlier is kept. */
  at(asOf: string | null): Knowledge {
    if (asOf === null) return this.now;
    if (!this.#options.hasHistory) {
      throw new AssayError('CAPABILITY_ABSENT', 'This warehouse keeps no earlier states of its rows.', {
        hint: 'Leave the as-of instant out.',
      });
    }
    if (asOf > new Date().toISOString()) {
      throw new AssayError('PARAM_INVALID', `The instant ${asOf} is still to come, so nothing is known as of it.`, {
        hint: 'Leave the as-of instant out to ask for what is known now.',
      });
    }
    const known = this.#earlier.get(asOf) ?? new Knowledge({ ...this.#options, asOf });
    this.#earlier.delete(asOf);
    this.#earlier.set(asOf, known);
    const oldest = this.#earlier.keys().next();
    if (this.#earlier.size > mostInstants && !oldest.done) this.#earlier.delete(oldest.value);
    return known;
  }
}
