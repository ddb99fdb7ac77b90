export interface BinaryConfusion {
  readonly sensitivity: number | null;
  readonly specificity: number | null;
  /** Share of what was flagged that is so. */
  readonly precision: number | null;
  /** Share of what was not flagged that is not so. */
  readonly npv: number | null;
  /** 0 without a true positive, as long as something is or was flagged. */
  readonly f1: number | null;
  readonly mcc: number | null;
  /** Sensitivity + specificity - 1: 1 is perfect, 0 no better than a coin. */
  readonly youdenJ: number | null;
  readonly kappa: number | null;
}

export interface ConfusionCounts {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
}

const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

/** How a grader of yes and no does beside the truth (Matthews 1975; Youden 1950; Cohen 1960). A part without cases is null. */
export function binaryConfusion({ tp, fp, fn, tn }: ConfusionCounts): BinaryConfusion {
  const n = tp + fp + fn + tn;
  const isCounted = [tp, fp, fn, tn].every((count) => count >= 0) && n < Infinity;
  const [so, not, flagged, passed] = isCounted ? [tp + fn, tn + fp, tp + fp, tn + fn] : [0, 0, 0, 0];
  const sensitivity = share(tp, so);
  const specificity = share(tn, not);
  const margins = Math.sqrt(so) * Math.sqrt(not) * Math.sqrt(flagged) * Math.sqrt(passed);
  // (po - pe) / (1 - pe) with both times n^2.
  const expected = so * flagged + not * passed;
  return {
    sensitivity,
    specificity,
    precision: share(tp, flagged),
    npv: share(tn, passed),
    f1: share(2 * tp, 2 * tp + fp + fn === 0 || !isCounted ? 0 : 2 * tp + fp + fn),
    mcc: share(tp * tn - fp * fn, margins),
    youdenJ: sensitivity === null || specificity === null ? null : sensitivity + specificity - 1,
    kappa: isCounted ? share(n * (tp + tn) - expected, n * n - expected) : null,
  };
}
