/** Groups of cases that look alike on both sides. */
export interface PairPattern {
  /** How many groups. */
  readonly groups: number;
  /** Cases in each of them. */
  readonly cases: number;
  /** Whether a case of theirs was answered more than once on a side. */
  readonly isRepeated: boolean;
  /** Means over the cases of a group: of the value, then of its kinds of rows. */
  readonly means: readonly { readonly current: number; readonly compared: number }[];
}

/** What SQL says of one number held against another case by case; all of it adds. */
export interface PairParts {
  readonly patterns: readonly PairPattern[];
  /** Cases counted here that the other side never answered. */
  readonly unanswered: number;
  /** Cases that both sides answered and one cannot count: counted here only, and there only. */
  readonly countedHere: number;
  readonly countedThere: number;
  readonly judgedOtherwise: number;
  /** Of a slice that others are compared with: cases that it counts. */
  readonly counted: number;
}

export const noPairs: PairParts = {
  patterns: [],
  unanswered: 0,
  countedHere: 0,
  countedThere: 0,
  judgedOtherwise: 0,
  counted: 0,
};
