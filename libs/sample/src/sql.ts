/** Text of SQL expressions. Everything that varies is written by the sample itself, so nothing is escaped but quotes. */

export type Cell = string | number | boolean | null;

/** A number with a fraction is a double: the engine's decimals overflow when they are multiplied. */
export function literal(value: Cell): string {
  if (value === null) return 'null';
  if (typeof value === 'number' && !Number.isInteger(value)) return `${value}::double`;
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/** A relation of rows written out. */
export function valuesOf(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = rows.map((row) => `(${row.map(literal).join(', ')})`);
  return `(values ${lines.join(',\n')}) as given(${columns.join(', ')})`;
}

/** A list literal. */
export function listOf(values: readonly Cell[]): string {
  return `[${values.map(literal).join(', ')}]`;
}

/** The value at a place, from 0, of a list that is written out. */
export function nth(values: readonly Cell[], place: string): string {
  return `${listOf(values)}[1 + (${place})]`;
}

/** Things to pick from, each with its share. Shares need not add to 1. */
export type Shares<T extends Cell> = readonly (readonly [thing: T, share: number])[];

/** What a draw from 0 to 1 picks. */
export function pick<T extends Cell>(draw: string, shares: Shares<T>): string {
  const total = shares.reduce((sum, [, share]) => sum + share, 0);
  let below = 0;
  const branches = shares.slice(0, -1).map(([thing, share]) => {
    below += share / total;
    return `when ${draw} < ${below.toFixed(6)} then ${literal(thing)}`;
  });
  const last = literal(shares.at(-1)?.[0] ?? null);
  return branches.length === 0 ? last : `case ${branches.join(' ')} else ${last} end`;
}
