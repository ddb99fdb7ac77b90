/** Successes and trials of a share by its effective size, rounded down: tests of counts take whole ones. */
export function wholeShare(share: number, effectiveN: number | null): { readonly x: number; readonly n: number } {
  const n = Math.floor(effectiveN ?? 0);
  return { x: Math.round(share * n), n };
}
