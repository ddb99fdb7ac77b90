/** Mean distance between two draws of the standard normal law: what turns a mean moving range into a sigma. */
const meanRange = 1.128;

/** Sigma of single values from the moves between neighbours, which a shift hardly touches; null for fewer than two. */
export function movingSigma(values: readonly number[]): number | null {
  const moves = values.slice(1).map((each, place) => Math.abs(each - (values[place] ?? 0)));
  return moves.length > 0 ? moves.reduce((sum, move) => sum + move, 0) / moves.length / meanRange : null;
}
