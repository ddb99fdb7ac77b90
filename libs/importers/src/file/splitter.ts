import type { TextRecord } from './record-splitter.ts';

/** Parts the bytes of a text into records, fed piece by piece. */
export interface Splitter {
  /** Records that are complete with this piece. */
  push(piece: Buffer): readonly TextRecord[];
  /** What is left when nothing more comes. */
  end(): readonly TextRecord[];
}
