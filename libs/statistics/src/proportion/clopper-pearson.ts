import { betaQuantile } from '../distribution/beta-quantile.ts';
import type { ShareInterval, WilsonInput } from './wilson.ts';

/** Exact interval of successes among n trials (Clopper and Pearson 1934). A one-sided 95 % bound is `conf` 0.90. All null without trials. */
export function clopperPearson({ successes, n, conf = 0.95 }: WilsonInput): ShareInterval {
  if (!(n > 0 && n < Infinity && successes >= 0 && successes <= n)) return { p: null, lower: null, upper: null };
  const p = successes / n;
  if (!(conf > 0 && conf < 1)) return { p, lower: null, upper: null };
  const tail = (1 - conf) / 2;
  // The upper limit is one minus the lower limit of the failures, so its tail is not 1 - tail.
  const failuresBelow = successes === n ? 0 : betaQuantile(tail, n - successes, successes + 1);
  return {
    p,
    lower: successes === 0 ? 0 : betaQuantile(tail, successes, n - successes + 1),
    upper: failuresBelow === null ? null : 1 - failuresBelow,
  };
}
