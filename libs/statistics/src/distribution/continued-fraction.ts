/** Step j of a continued fraction b0 + a1/(b1 + a2/(b2 + ...)). */
export type FractionStep = (j: number) => { readonly a: number; readonly b: number };

const tiny = 1e-300;
const maxSteps = 1_000_000;

/**
 * Value of 1/(b0 + a1/(b1 + a2/(b2 + ...))) by the modified Lentz method (Thompson and Barnett 1986).
 * NaN when it has not settled after a million steps.
 */
export function reciprocalFraction(b0: number, step: FractionStep): number {
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = away(b0);
  let d = 0;
  let value = c;
  for (let j = 1; j <= maxSteps; j++) {
    const { a, b } = step(j);
    d = 1 / away(b + a * d);
    c = away(b + a / c);
    const factor = c * d;
    value *= factor;
    // Two units in the last place: one step more or less may round either way.
    if (Math.abs(factor - 1) < 5e-16) return 1 / value;
  }
  return NaN;
}
