import type { RuleCase } from './rule-case.ts';
import { keyCases } from './key-cases.ts';
import { timeCases } from './time-cases.ts';
import { labellingCases } from './labelling-cases.ts';
import { taxonomyCases } from './taxonomy-cases.ts';
import { outputCases } from './output-cases.ts';
import { moneyCases } from './money-cases.ts';

/** What breaks each rule, and what does not. */
export const ruleCases: readonly RuleCase[] = [
  ...keyCases,
  ...timeCases,
  ...labellingCases,
  ...taxonomyCases,
  ...outputCases,
  ...moneyCases,
];
