import type { ReactNode } from 'react';

const words =
  'all and as asc between by case cast count cross cube date_trunc desc distinct else end exists extract false filter from full group grouping having in inner interval is join left like limit max min not null nulls on or order over partition right rollup row_number select sets sum then timestamp true union using values when where with within';
const keyword = new Set(words.split(' '));

/** Keywords in the accent colour; quoted names and texts are left alone. */
export function highlightSql(sql: string): ReactNode {
  return sql
    .split(/("[^"]*"|'[^']*'|\b[a-z_]+\b)/gi)
    .map((piece, index) => (keyword.has(piece.toLowerCase()) ? <b key={index}>{piece}</b> : piece));
}
