import type { AgreementDefinition } from '../definition.ts';
import type { Shape } from '../shape.ts';
import type { AgreementParts } from './parts.ts';
import { agreementEstimate } from './estimate.ts';
import { noAnswers } from './parts.ts';
import { readAgreement } from './read.ts';
import { itemPatterns } from '../item-patterns/statement.ts';

/** Patterns of answers to one item: coefficients of agreement. */
export const agreementShape: Shape<AgreementDefinition, AgreementParts> = {
  id: 'agreement',
  statement: itemPatterns,
  read: readAgreement,
  none: noAnswers,
  holdsRows: ({ scales, leftOut }) => scales.length > 0 || Object.keys(leftOut).length > 0,
  estimate: agreementEstimate,
};
