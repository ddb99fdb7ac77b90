import type { PanelReady, Series } from '../../gql/types.ts';

/** Some of an answer's periods, from one place until before another, with one series of it. */
export function windowOf(
  { ready, series }: { readonly ready: PanelReady; readonly series: Series },
  from: number,
  to: number,
): { readonly ready: PanelReady; readonly series: Series } {
  const cut = <Item>(items: readonly Item[]): Item[] => items.slice(from, to);
  const own: Series = {
    ...series,
    value: cut(series.value),
    n: cut(series.n),
    rows: cut(series.rows),
    numerator: cut(series.numerator),
    numeratorRows: cut(series.numeratorRows),
    denominator: cut(series.denominator),
    lower: cut(series.lower),
    upper: cut(series.upper),
    interval: cut(series.interval),
    status: cut(series.status),
    verdict: cut(series.verdict),
    partial: cut(series.partial),
    target: cut(series.target),
    notWorse: cut(series.notWorse),
    restated: series.restated && cut(series.restated),
    trend: cut(series.trend),
    caveats: cut(series.caveats),
    money: cut(series.money),
    change: cut(series.change),
    parts: series.parts.map((part) => ({
      ...part,
      value: cut(part.value),
      lower: cut(part.lower),
      upper: cut(part.upper),
      money: cut(part.money),
      numerator: cut(part.numerator),
      numeratorRows: cut(part.numeratorRows),
    })),
  };
  return { ready: { ...ready, buckets: cut(ready.buckets), series: [own] }, series: own };
}
