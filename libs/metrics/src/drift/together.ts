import type { Evaluated } from '../evaluate/number.ts';
import { pAdjust } from '@assay/statistics';

/** Association of label and period, without bias, from which it is worth an alarm (metrics.md 3.7), and how sure it has to be. */
const large = 0.1;
const falseDiscoveries = 0.01;

/**
 * The slices of one period, of which some will look moved by chance: one whose association of label and period is large is an
 * alarm where its chi-square test stands among all of them (Benjamini-Hochberg), even where its index is small.
 */
export function alarmTogether(slices: readonly Evaluated[]): readonly Evaluated[] {
  const { bh } = pAdjust({ p: slices.map(({ evidence }) => (evidence.kind === 'labels' ? evidence.p : null)) });
  return slices.map((each, index): Evaluated => {
    const { estimate, evidence } = each;
    const q = bh[index] ?? null;
    const isAlarm =
      evidence.kind === 'labels' && (evidence.association ?? 0) >= large && q !== null && q < falseDiscoveries;
    const isKnown = estimate.caveats.some(({ code }) => code.startsWith('drift_'));
    if (!isAlarm || isKnown) return each;
    return {
      estimate: { ...estimate, caveats: [...estimate.caveats, { code: 'drift_shift', count: null }] },
      evidence,
    };
  });
}
