import { ratioOfSumsFromSums } from '@assay/statistics';
import { confidence } from './number.ts';

/** Sums over `k` clusters, each with a numerator y and a denominator x. */
export interface Moments {
  readonly k: number;
  readonly x: number;
  readonly y: number;
  readonly x2: number;
  readonly y2: number;
  readonly xy: number;
}

/** From here on the denominator is too uncertain for the linearised interval, and Fieller's is shown. */
const uncertainDenominator = 0.05;

/** Standard error and limits of sum y / sum x over clusters; both limits null where Fieller's do not enclose a stretch. */
export function ratioInterval({ k, x, y, x2, y2, xy }: Moments) {
  const ratio = ratioOfSumsFromSums({ k, sumX: x, sumY: y, sumX2: x2, sumY2: y2, sumXY: xy, conf: confidence });
  const { se, deltaLower, deltaUpper, fiellerLower, fiellerUpper, fiellerG } = ratio;
  const isFieller = fiellerG !== null && fiellerG > uncertainDenominator;
  return { se, lower: isFieller ? fiellerLower : deltaLower, upper: isFieller ? fiellerUpper : deltaUpper };
}
