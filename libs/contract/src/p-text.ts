/** The p of a test as people read it: `p 0.041`, and never a claim of more than a test can say: `p below 0.001`. */
export const pText = (p: number): string => (p < 0.001 ? 'p below 0.001' : `p ${p.toFixed(3)}`);
