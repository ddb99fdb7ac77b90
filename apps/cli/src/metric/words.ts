import type { ChangeVerdict, Estimate, Status, Verdict } from '@assay/contract';

const statusWords: Readonly<Record<Status, string>> = {
  ok: '',
  low_n: 'little data',
  no_data: 'no data',
  undefined: 'no value',
  off: 'not available',
};

const targetWords: Readonly<Record<Verdict, string>> = {
  met: 'target met',
  missed: 'target missed',
  unproven: 'target not proven',
  not_judged: 'not judged',
};

export const changeWords: Readonly<Record<ChangeVerdict, string>> = {
  better: 'better',
  worse: 'worse',
  changed: 'changed',
  no_clear_change: 'no clear change',
  too_little_data: 'too little data',
  counted: 'full count',
};

/** Status and verdict of a number in the reader's words, e.g. "little data, target missed". */
export function verdictWords(estimate: Estimate): string {
  const judged = estimate.target === null ? 'no target' : targetWords[estimate.verdict];
  const words = [
    estimate.status === 'low_n' && estimate.value === null ? 'too little data' : statusWords[estimate.status],
    estimate.status === 'ok' || estimate.verdict !== 'not_judged' ? judged : '',
    estimate.partial ? 'not a whole period' : estimate.provisional ? 'may still change' : '',
  ];
  return words.filter((word) => word !== '').join(', ');
}
