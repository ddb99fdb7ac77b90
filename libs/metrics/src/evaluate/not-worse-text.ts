import type { NotWorse } from '@assay/contract';
import { metricOf } from '../registry.ts';

const points = (share: number): string => (share * 100).toFixed(1);

/** What became of the other metric, in words: `Audit pass rate: -0.4 points (-1.2 to 0.4), at most 1.0 worse is agreed`. */
export function notWorseText({ metric, margin, difference, lower, upper }: NotWorse): string {
  const { title } = metricOf(metric);
  const agreed = `at most ${points(margin)} worse is agreed`;
  if (difference === null) return `${title}: not known now and then, ${agreed}`;
  const limits = lower === null || upper === null ? '' : ` (${points(lower)} to ${points(upper)})`;
  return `${title}: ${points(difference)} points${limits}, ${agreed}`;
}
