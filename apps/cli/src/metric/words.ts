import type { ChangeVerdict, Estimate, Status, Verdict } from '@assay/contract';
import { chanceText } from '@assay/contract';
import { notWorseText, trendText } from '@assay/metrics';

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
  inconclusive: 'inconclusive, cases are missing',
};

const trendVerdicts: Readonly<Record<Verdict, string>> = {
  met: 'trend as wanted',
  missed: 'trend the other way',
  unproven: 'trend not proven',
  not_judged: 'trend not judged',
};

/** What the target says of the number itself; one that wants a trend alone says nothing of it. */
function judgedWords({ target, trend, verdict, chanceMet, notWorse }: Estimate): string {
  if (target === null) return 'no target';
  const isTrendAlone = trend !== undefined && target.lower === null && target.upper === null && !target.ofEarlier;
  if (isTrendAlone) return '';
  const why = [...(chanceMet === null ? [] : [chanceText(chanceMet)]), ...(notWorse ? [notWorseText(notWorse)] : [])];
  return `${targetWords[verdict]}${why.length > 0 ? ` (${why.join('; ')})` : ''}`;
}

/** Status and verdict of a number in the reader's words, e.g. "little data, target missed". */
export function verdictWords(estimate: Estimate): string {
  const judged = judgedWords(estimate);
  const words = [
    estimate.status === 'low_n' && estimate.value === null ? 'too little data' : statusWords[estimate.status],
    estimate.status === 'ok' || estimate.verdict !== 'not_judged' ? judged : '',
    estimate.trend ? `${trendVerdicts[estimate.trend.verdict]} (${trendText(estimate.trend)})` : '',
    estimate.partial ? 'not a whole period' : estimate.provisional ? 'may still change' : '',
  ];
  return words.filter((word) => word !== '').join(', ');
}
