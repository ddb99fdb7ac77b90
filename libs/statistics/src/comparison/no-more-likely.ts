/** Outcomes that are equally likely but for rounding count as equally likely (as R and SciPy do). */
const slack = 1 + 1e-7;

/** A law over whole numbers from `from` to `to` that rises to `mode` and falls after it. */
export interface CountLaw {
  readonly from: number;
  readonly to: number;
  readonly mode: number;
  readonly probability: (x: number) => number;
}

/** Sum from `start` outwards; terms shrink, so the rest is dropped once it cannot be seen. */
function tailSum(law: CountLaw, start: number, step: 1 | -1): number {
  let sum = 0;
  for (let x = start; x >= law.from && x <= law.to; x += step) {
    const term = law.probability(x);
    sum += term;
    if (term <= sum * 1e-18) break;
  }
  return sum;
}

/** First outcome on the far side of the mode that is no more likely than `limit`; found by halving, as likelihood only falls there. */
function firstUnlikely(law: CountLaw, limit: number, step: 1 | -1): number {
  let likely = 0;
  let unlikely = (step === 1 ? law.to - law.mode : law.mode - law.from) + 1;
  while (unlikely - likely > 1) {
    const middle = Math.floor((likely + unlikely) / 2);
    if (law.probability(law.mode + step * middle) > limit) likely = middle;
    else unlikely = middle;
  }
  return law.mode + step * unlikely;
}

/** Two-sided exact p: the probability of all outcomes no more likely than the one seen (Fisher 1935). */
export function noMoreLikely(law: CountLaw, seen: number): number {
  const limit = law.probability(seen) * slack;
  if (law.probability(law.mode) <= limit) return 1;
  const away = seen < law.mode ? -1 : 1;
  const back = away === 1 ? -1 : 1;
  return Math.min(1, tailSum(law, seen, away) + tailSum(law, firstUnlikely(law, limit, back), back));
}
