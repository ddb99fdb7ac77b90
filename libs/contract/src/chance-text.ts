/** A chance in words that never claims certainty: `83 % likely`, `more than 99.9 % likely`. */
export function chanceText(chance: number): string {
  if (chance > 0.999) return 'more than 99.9 % likely';
  if (chance < 0.001) return 'less than 0.1 % likely';
  const isNearEnd = chance < 0.095 || chance >= 0.905;
  return `${(chance * 100).toFixed(isNearEnd ? 1 : 0)} % likely`;
}
