import { midRanks } from '../association/mid-ranks.ts';
import { total } from '../sample/moments.ts';

export interface Calibration {
  /** Mean squared distance of probability and label. */
  readonly brier: number | null;
  /** Natural logarithm. */
  readonly logLoss: number | null;
  /** Expected calibration error: distance of mean probability and share by bin, weighted by cases. */
  readonly ece: number | null;
  /** Probability that a case that is so has the greater probability; null where all are or none is. */
  readonly auc: number | null;
}

export interface CalibrationInput {
  /** Of being so, 0 to 1, one a case. */
  readonly probability: readonly number[];
  /** 1 where it is so, else 0; same length and order. */
  readonly label: readonly number[];
  /** Of equal width; 10 when absent. */
  readonly bins?: number;
}

const nothing: Calibration = { brier: null, logLoss: null, ece: null, auc: null };
const clip = 1e-15;

/** Sum of |labels - probabilities| by bin; a probability on an edge belongs to the bin above, 1 to the last. */
function binGaps({ probability, label, bins = 10 }: CalibrationInput): number {
  const gaps = new Map<number, number>();
  for (const [place, p] of probability.entries()) {
    // Ten times 0.3 is just below 3 in binary fractions.
    const bin = Math.min(bins - 1, Math.floor(bins * p + 1e-12));
    gaps.set(bin, (gaps.get(bin) ?? 0) + (label[place] ?? 0) - p);
  }
  return total([...gaps.values()].map(Math.abs));
}

function areaUnderCurve({ probability, label }: CalibrationInput): number | null {
  const so = total(label);
  const not = label.length - so;
  if (so === 0 || not === 0) return null;
  const { ranks } = midRanks(probability);
  return (total(ranks.map((rank, place) => rank * (label[place] ?? 0))) - (so * (so + 1)) / 2) / so / not;
}

/** How well stated probabilities agree with what came out (Brier 1950; Naeini et al. 2015, AAAI; AUC by ranks, Hanley and McNeil 1982). Null without cases or outside 0 to 1. */
export function calibration(input: CalibrationInput): Calibration {
  const { probability, label, bins = 10 } = input;
  const n = probability.length;
  const isSound = probability.every((p) => p >= 0 && p <= 1) && label.every((y) => y === 0 || y === 1);
  if (n === 0 || n !== label.length || !isSound || !(Number.isSafeInteger(bins) && bins > 0)) return nothing;
  const losses = probability.map((p, place) => {
    const seen = label[place] === 1 ? p : 1 - p;
    return -Math.log(Math.min(1 - clip, Math.max(clip, seen)));
  });
  return {
    brier: total(probability.map((p, place) => (p - (label[place] ?? 0)) ** 2)) / n,
    logLoss: total(losses) / n,
    ece: binGaps(input) / n,
    auc: areaUnderCurve(input),
  };
}
