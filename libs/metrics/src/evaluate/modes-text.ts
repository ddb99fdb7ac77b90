import type { ModesTogether } from '@assay/contract';
import { pText } from '@assay/contract';
import { confidence } from './number.ts';

/** The test of all modes together, in words. How much it changed is Cramér's V. */
export function modesText({ p, cramersV }: ModesTogether): string {
  if (p === null) return 'Whether what failures are made of has changed cannot be tested';
  const isClear = p < 1 - confidence;
  const size = cramersV === null ? '' : `; by ${cramersV.toFixed(2)}, where 0 is nothing and 1 everything`;
  return `What failures are made of has ${isClear ? 'clearly' : 'not clearly'} changed, all modes together: ${pText(p)}${size}`;
}
