import { chanceShare } from './chance-text.ts';

/** The p of a test in words: `chance alone would do as much in 4.1 % of cases`, and never a claim of more than a test can say. */
export const pText = (p: number): string => `chance alone would do as much in ${chanceShare(p)} of cases`;
