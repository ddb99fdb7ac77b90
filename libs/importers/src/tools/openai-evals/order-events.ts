import type { CaseEvent, Judgement } from './read-event.ts';

/** An answer of one case, and the verdicts on it. */
export interface Answered {
  readonly event: CaseEvent;
  readonly status: 'ok' | 'error';
  readonly verdicts: readonly CaseEvent[];
}

export interface OrderedCase {
  readonly answers: readonly Answered[];
  /** Answers of the judge. */
  readonly judgeCalls: readonly CaseEvent[];
  /** Events that tell of no answer. */
  readonly others: readonly CaseEvent[];
  readonly repeats: readonly CaseEvent[];
}

/**
 * Puts the events of one case together, whatever their order in the file: an eval numbers them as they happen.
 *
 * @param completions answers of the model that a judge grades; what follows them is the judge's own
 */
export function orderCase(events: readonly CaseEvent[], completions: number): OrderedCase {
  const sorted = events.toSorted(byOrder);
  const once = sorted.filter((event, place) => event.id === '' || !saysTheSame(event, sorted[place - 1]));
  const of = (kind: CaseEvent['kind']) => once.filter((event) => event.kind === kind);
  const [samplings, verdicts, errors] = [of('sampling'), of('verdict'), of('error')];
  const isJudged = verdicts.some(({ judgements }) => judgements.some(({ isJudge }: Judgement) => isJudge));
  const own = isJudged ? samplings.slice(0, completions) : samplings;
  // Some evals log verdicts alone, and what failed has no answer at all.
  const made = own.length > 0 ? own : [...(isJudged && samplings.length > 0 ? [] : verdicts), ...errors].slice(0, 1);
  return {
    answers: made.map((event, place) => ({
      event,
      status: event.kind === 'error' ? 'error' : 'ok',
      verdicts: verdicts.filter((verdict, n) => answerOf({ verdict, n }, { made, count: verdicts.length }) === place),
    })),
    judgeCalls: samplings.slice(own.length),
    others: [...errors, ...(made.length === 0 ? verdicts : [])].filter((event) => !made.includes(event)),
    repeats: sorted.filter((event) => !once.includes(event)),
  };
}

interface Made {
  readonly made: readonly CaseEvent[];
  readonly count: number;
}

/** Place of the answer that a verdict is about: one each where there are as many, else the last one before it. */
function answerOf({ verdict, n }: { readonly verdict: CaseEvent; readonly n: number }, { made, count }: Made): number {
  if (count === made.length) return n;
  return Math.max(
    0,
    made.findLastIndex((event) => byOrder(event, verdict) <= 0),
  );
}

function byOrder(a: CaseEvent, b: CaseEvent): number {
  const number = Number(a.id) - Number(b.id);
  if (number !== 0 && !Number.isNaN(number)) return number;
  if (a.at !== b.at) return (a.at ?? '') < (b.at ?? '') ? -1 : 1;
  if (a.kind !== b.kind) return kinds.indexOf(a.kind) - kinds.indexOf(b.kind);
  return saidBy(a) < saidBy(b) ? -1 : saidBy(a) > saidBy(b) ? 1 : 0;
}

const saidBy = ({ promptHash, judgements }: CaseEvent): string => JSON.stringify([promptHash, judgements]);

/** Two that bear one id and say different things are no repeats: two answers, or verdicts that contradict each other. */
function saysTheSame(a: CaseEvent, b: CaseEvent | undefined): boolean {
  return a.id === b?.id && a.at === b.at && a.kind === b.kind && saidBy(a) === saidBy(b);
}

const kinds = ['sampling', 'error', 'verdict'] as const;
