/** A chance as a share that never claims certainty: `83 %`, `more than 99.9 %`. */
export function chanceShare(chance: number): string {
  if (chance > 0.999) return 'more than 99.9 %';
  if (chance < 0.001) return 'less than 0.1 %';
  const isNearEnd = chance < 0.095 || chance >= 0.905;
  return `${(chance * 100).toFixed(isNearEnd ? 1 : 0)} %`;
}

/** `83 % likely`. */
export const chanceText = (chance: number): string => `${chanceShare(chance)} likely`;
