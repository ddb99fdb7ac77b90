import type { ModesTogether } from '@assay/contract';
import { pText } from '@assay/contract';
import { confidence } from './number.ts';

/**
 * The test of all modes together, in words: `What failures are made of has clearly changed: p 0.003, V 0.12 of 1`. V is
 * Cramér's.
 */
export function modesText({ p, cramersV }: ModesTogether): string {
  if (p === null) return 'Whether what failures are made of has changed cannot be tested';
  const isClear = p < 1 - confidence;
  const size = cramersV === null ? '' : `, V ${cramersV.toFixed(2)} of 1`;
  return `What failures are made of has ${isClear ? 'clearly' : 'not clearly'} changed, all modes together: ${pText(p)}${size}`;
}
