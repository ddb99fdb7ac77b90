/** The parts of a finished period that moved, as they are written where it is told. */
export interface RestatedWords {
  readonly was: string;
  readonly day: string;
  /** Null where the number is not known any more. */
  readonly now: string | null;
}

/** What a finished period was, and what it is: `54.8 % on 29 Jan, when its rows were to change no more, 59.6 % now`. */
export function restatedText({ was, day, now }: RestatedWords): string {
  return `${was} on ${day}, when its rows were to change no more, ${now ?? 'not known'} now`;
}
