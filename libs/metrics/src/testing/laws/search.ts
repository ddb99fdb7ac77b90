/** `ASSAY_LAW_RUNS` multiplies the cases of every law for a longer search. */
const factor = Number(process.env['ASSAY_LAW_RUNS'] ?? 1);

/** Longest a law may take, in ms. */
export const lawTimeout = 120_000 * factor;

/** How a law searches: few cases and every day the same; a longer search takes new ones. */
export function search(runs: number) {
  const seed = factor === 1 ? { seed: 2026 } : {};
  return { numRuns: runs * factor, interruptAfterTimeLimit: lawTimeout / 2, ...seed };
}
