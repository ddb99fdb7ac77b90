import { otherMember } from '@assay/contract';

/** What is really called as the values taken together are: `~other`, and what would be taken for that in turn. */
const likeOther = /^~+other$/;

/** The name under which a value of the data is told and asked for: its own, one `~` longer where that means all others. */
export const shownValue = <Value extends string | null>(real: Value): Value | string =>
  real !== null && likeOther.test(real) ? `~${real}` : real;

/** The value of the data that a name means; `otherMember` means none. */
export const realValue = <Value extends string | null>(shown: Value): Value | string =>
  shown !== null && shown !== otherMember && likeOther.test(shown) ? shown.slice(1) : shown;
