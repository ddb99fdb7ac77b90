import type { PairAgreementDefinition } from '../definition.ts';
import type { Shape } from '../shape.ts';
import type { AgreementParts } from './parts.ts';
import { itemPatterns } from '../item-patterns/statement.ts';
import { pairEstimate } from './pair-estimate.ts';
import { noAnswers } from './parts.ts';
import { readAgreement } from './read.ts';

/** Patterns of two answers to one item, one of each of two people: what Cohen's kappa is made of. */
export const pairShape: Shape<PairAgreementDefinition, AgreementParts> = {
  id: 'pair_agreement',
  statement: (layout, scope) => itemPatterns(layout, scope),
  read: readAgreement,
  none: noAnswers,
  holdsRows: ({ scales, leftOut }) => scales.length > 0 || Object.keys(leftOut).length > 0,
  estimate: pairEstimate,
};
