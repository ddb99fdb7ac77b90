/** `ASSAY_LAW_RUNS` multiplies the cases of every law for a longer search. */
const factor = Number(process.env['ASSAY_LAW_RUNS'] ?? 1);

/** Longest a law may take, in ms. */
export const lawTimeout = 180_000 * factor;

/**
 * How a law searches: `runs` cases, few because each opens databases, and every day the same on each machine. A longer
 * search takes new ones. It ends by the clock as well: a machine may be busy, and a counterexample that is still being
 * made smaller must be told.
 */
export function search(runs: number) {
  const seed = factor === 1 ? { seed: 2026 } : {};
  return { numRuns: runs * factor, interruptAfterTimeLimit: lawTimeout / 2, ...seed };
}
