import { normalQuantile } from '../distribution/normal.ts';

interface Errors {
  /** Chance of seeing a difference that is there. */
  readonly power: number;
  /** Two-sided chance of seeing one that is not. */
  readonly alpha: number;
}

/** Quantiles of both errors; null outside (0, 1). */
function quantilesOf({ power, alpha }: Errors): { readonly z: number; readonly zb: number } | null {
  if (!(power > 0 && power < 1 && alpha > 0 && alpha < 1)) return null;
  const [z, zb] = [normalQuantile(1 - alpha / 2), normalQuantile(power)];
  return z === null || zb === null || z + zb <= 0 ? null : { z, zb };
}

const finite = (n: number): number | null => (Number.isFinite(n) ? n : null);

export interface TwoShareSize extends Errors {
  readonly p1: number;
  readonly p2: number;
}

/** Cases a group to tell two shares apart (Fleiss, Levin and Paik 2003, ch. 4, without continuity). Null where the shares are equal or none. */
export function sampleSizeTwoProportions({ p1, p2, ...errors }: TwoShareSize): {
  readonly nPerGroup: number | null;
  readonly nPerGroupCeil: number | null;
} {
  const found = quantilesOf(errors);
  const isSet = p1 >= 0 && p1 <= 1 && p2 >= 0 && p2 <= 1 && p1 !== p2;
  if (!found || !isSet) return { nPerGroup: null, nPerGroupCeil: null };
  const pooled = (p1 + p2) / 2;
  const none = found.z * Math.sqrt(2 * pooled * (1 - pooled));
  const some = found.zb * Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2));
  const nPerGroup = finite(((none + some) / (p1 - p2)) ** 2);
  return { nPerGroup, nPerGroupCeil: nPerGroup === null ? null : Math.ceil(nPerGroup) };
}

export interface PairedSize extends Errors {
  /** Share of the cases on which the two differ. */
  readonly discordant: number;
  /** Difference of the shares that is to be seen. */
  readonly delta: number;
}

/** Cases that both are tried on to see a difference by McNemar's test (Connor 1987, Biometrics 43:207). Null unless 0 < |delta| <= discordant <= 1. */
export function sampleSizeMcnemar({ discordant, delta, ...errors }: PairedSize): {
  readonly pairs: number | null;
  readonly pairsCeil: number | null;
} {
  const found = quantilesOf(errors);
  const isSet = Math.abs(delta) > 0 && Math.abs(delta) <= discordant && discordant <= 1;
  if (!found || !isSet) return { pairs: null, pairsCeil: null };
  const some = found.zb * Math.sqrt(Math.max(0, discordant - delta * delta));
  const pairs = finite((found.z * Math.sqrt(discordant) + some) ** 2 / delta ** 2);
  return { pairs, pairsCeil: pairs === null ? null : Math.ceil(pairs) };
}
