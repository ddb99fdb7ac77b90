import { rate } from '../definition.ts';
import { cancelled, duplicate } from './exclusions.ts';
import { isEscaped, isProductionFailure, unknownCoverage } from './escaped.ts';

export const defectLeakage = rate({
  id: 'defect_leakage',
  title: 'Defect leakage',
  what: 'Share of confirmed failures in production that no test case would have shown.',
  formula: 'failures and regressions found after the release that no live case covers / all of those found after it',
  serves: ['T16'],
  owner: 'trust_safety',
  good: 'down',
  worse: 'up',
  unit: 'percent',
  fact: 'issue',
  time: 'detected_at',
  companions: ['escaped_defect_rate'],
  maturityDays: 7,
  minimum: 'N30',
  interval: 'wilson',
  leftOut: [duplicate, cancelled, unknownCoverage],
  noted: [],
  of: isProductionFailure,
  counts: { escaped: { title: 'No case covers it', when: isEscaped } },
  value: ['escaped'],
});
