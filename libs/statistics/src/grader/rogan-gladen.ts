import { twoSidedZ } from '../distribution/normal.ts';

export interface RoganGladen {
  /** Share that the grader flagged. */
  readonly apparent: number | null;
  readonly sensitivity: number | null;
  readonly specificity: number | null;
  /** Corrected share before it is held within 0 and 1; null unless sensitivity + specificity > 1. */
  readonly raw: number | null;
  readonly estimate: number | null;
  readonly deltaSe: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface RoganGladenInput {
  /** Flagged of `n`; with clusters both scaled to the effective n. */
  readonly positives: number;
  readonly n: number;
  /** Found of those that are so, in the calibration set. */
  readonly sensTrue: number;
  readonly sensN: number;
  /** Passed of those that are not. */
  readonly specTrue: number;
  readonly specN: number;
  readonly conf?: number;
}

const nothing: RoganGladen = {
  apparent: null,
  sensitivity: null,
  specificity: null,
  raw: null,
  estimate: null,
  deltaSe: null,
  lower: null,
  upper: null,
};

const isShare = (x: number, n: number): boolean => x >= 0 && x <= n && n > 0 && n < Infinity;
const within = (share: number): number => Math.min(1, Math.max(0, share));

/** Shares with their n, as the estimate and its variance are made of. */
interface Shares {
  readonly flagged: number;
  readonly n: number;
  readonly sens: number;
  readonly sensN: number;
  readonly spec: number;
  readonly specN: number;
}

function corrected({ flagged, n, sens, sensN, spec, specN }: Shares) {
  const j = sens + spec - 1;
  const p = (flagged + spec - 1) / j;
  const ofSens = (sens * (1 - sens)) / sensN;
  const ofSpec = (spec * (1 - spec)) / specN;
  const variance = ((flagged * (1 - flagged)) / n + p * p * ofSens + (1 - p) ** 2 * ofSpec) / (j * j);
  return { j, p, se: Math.sqrt(variance), shift: p * ofSens - (1 - p) * ofSpec };
}

/** Lang and Reiczigel 2014, Prev Vet Med 113:13: Wilson-like shares, so that small calibration sets are not overrated. */
function limits({ positives, n, sensTrue, sensN, specTrue, specN }: RoganGladenInput, z: number) {
  const [flagged, n2] = [(positives + (z * z) / 2) / (n + z * z), n + z * z];
  const found = { sens: (sensTrue + 1) / (sensN + 2), sensN: sensN + 2 };
  const passed = { spec: (specTrue + 1) / (specN + 2), specN: specN + 2 };
  const { j, p, se, shift } = corrected({ flagged, n: n2, ...found, ...passed });
  if (!(j > 0)) return {};
  const centre = p + 2 * z * z * shift;
  return { lower: within(centre - z * se), upper: within(centre + z * se) };
}

/**
 * True share behind what a grader flagged, from its sensitivity and specificity (Rogan and Gladen 1978, Am J Epidemiol 107:71).
 * Nothing without cases or a calibration set; no estimate unless the grader is better than a coin.
 */
export function roganGladen(input: RoganGladenInput): RoganGladen {
  const { positives, n, sensTrue, sensN, specTrue, specN, conf = 0.95 } = input;
  if (!isShare(positives, n) || !isShare(sensTrue, sensN) || !isShare(specTrue, specN)) return nothing;
  const shares = { flagged: positives / n, n, sens: sensTrue / sensN, sensN, spec: specTrue / specN, specN };
  const known = { ...nothing, apparent: shares.flagged, sensitivity: shares.sens, specificity: shares.spec };
  const { j, p, se } = corrected(shares);
  if (!(j > 0)) return known;
  const z = twoSidedZ(conf);
  return { ...known, raw: p, estimate: within(p), deltaSe: se, ...(z === null ? {} : limits(input, z)) };
}
