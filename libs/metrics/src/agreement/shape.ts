import type { AgreementDefinition } from '../definition.ts';
import type { Shape } from '../shape.ts';
import type { AgreementParts } from './parts.ts';
import { agreementEstimate } from './estimate.ts';
import { withWeeksBefore } from './four-weeks.ts';
import { noAnswers } from './parts.ts';
import { readAgreement } from './read.ts';
import { itemPatterns } from '../item-patterns/statement.ts';

/** Patterns of answers to one item: coefficients of agreement, of weeks from three weeks before the first on. */
export const agreementShape: Shape<AgreementDefinition, AgreementParts> = {
  id: 'agreement',
  statement: (layout, scope) => itemPatterns({ ...layout, axes: layout.axes.map(withWeeksBefore) }, scope),
  read: readAgreement,
  none: noAnswers,
  holdsRows: ({ scales, leftOut }) => scales.length > 0 || Object.keys(leftOut).length > 0,
  estimate: agreementEstimate,
};
