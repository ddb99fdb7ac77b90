import { twoSidedZ } from '../distribution/normal.ts';
import { clopperPearson } from './clopper-pearson.ts';

export interface LogitInterval {
  readonly lower: number | null;
  readonly upper: number | null;
  /** Which interval: the exact one stands in where the share is 0 or 1. */
  readonly interval: 'logit' | 'clopper_pearson' | null;
}

export interface LogitInput {
  readonly p: number;
  readonly se: number | null;
  /** Sample behind the share, for the exact interval of 0 and 1; Kish's n for weighted rows. */
  readonly n: number;
  readonly conf: number;
}

/** logit(p) +- z se/(p(1 - p)), turned back, so that limits stay inside 0 and 1 (Cochran 1977; Korn and Graubard 1998). */
export function logitInterval({ p, se, n, conf }: LogitInput): LogitInterval {
  const z = twoSidedZ(conf);
  if (z === null || se === null) return { lower: null, upper: null, interval: null };
  if (p === 0 || p === 1) {
    const { lower, upper } = clopperPearson({ successes: p * n, n, conf });
    return { lower, upper, interval: 'clopper_pearson' };
  }
  const logit = Math.log(p / (1 - p));
  const half = (z * se) / (p * (1 - p));
  const back = (value: number) => 1 / (1 + Math.exp(-value));
  return { lower: back(logit - half), upper: back(logit + half), interval: 'logit' };
}
