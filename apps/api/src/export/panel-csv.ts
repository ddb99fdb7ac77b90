import type { PanelReady } from '../panels/panel-result.ts';
import type { Series } from '../panels/series.ts';
import type { CsvCell } from './csv.ts';
import { csvRecord } from './csv.ts';

/** What one request of a panel answered. */
export interface CsvSlice {
  readonly ready: Pick<PanelReady, 'buckets' | 'series'>;
  /** What tells its lines from those of the panel's other requests; null where there are none. */
  readonly filter: string | null;
}

interface Layout {
  readonly isFiltered: boolean;
  readonly dimensions: readonly string[];
  readonly parts: readonly string[];
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

function layoutOf(slices: readonly CsvSlice[]): Layout {
  const series = slices.flatMap(({ ready }) => ready.series);
  return {
    isFiltered: slices.some(({ filter }) => filter !== null),
    dimensions: unique(series.flatMap(({ by }) => by.map(({ dimension }) => dimension))),
    parts: unique(series.flatMap(({ parts }) => parts.map(({ id }) => id))),
  };
}

function headings({ isFiltered, dimensions, parts }: Layout): readonly string[] {
  return [
    'metric',
    ...(isFiltered ? ['filter'] : []),
    ...dimensions.flatMap((id) => [id, `${id}_label`]),
    ...['from', 'to', 'partial', 'provisional', 'unit', 'value', 'lower', 'upper', 'interval', 'n', 'rows'],
    ...['numerator', 'denominator'],
    ...parts.flatMap((id) => [`${id}_numerator`, `${id}_value`]),
    ...[
      'status',
      'verdict',
      'target_lower',
      'target_upper',
      'trend_verdict',
      'difference',
      'change_verdict',
      'caveats',
    ],
  ];
}

function sliceCells({ metric, by }: Series, filter: string | null, layout: Layout): readonly CsvCell[] {
  const values = layout.dimensions.map((id) => by.find(({ dimension }) => dimension === id));
  const own = values.flatMap((value) => [value?.value ?? null, value?.label ?? null]);
  return [metric, ...(layout.isFiltered ? [filter] : []), ...own];
}

function partCells(series: Series, at: number, { parts }: Layout): readonly CsvCell[] {
  const found = parts.map((id) => series.parts.find((part) => part.id === id));
  return found.flatMap((part) => [part?.numerator[at] ?? null, exact(part?.money[at]) ?? part?.value[at] ?? null]);
}

const exact = (amount: string | null | undefined): CsvCell => (typeof amount === 'string' ? { amount } : null);

/** Of money the exact text. */
function valueCells(series: Series, at: number): readonly CsvCell[] {
  const money = series.money[at];
  const interval = series.interval[at] ?? null;
  if (money) return [exact(money.value), exact(money.lower), exact(money.upper), interval];
  return [series.value[at] ?? null, series.lower[at] ?? null, series.upper[at] ?? null, interval];
}

function judgementCells(series: Series, at: number): readonly CsvCell[] {
  const [target, change] = [series.target[at], series.change[at]];
  const caveats = (series.caveats[at] ?? []).map(({ code, count, day }) => {
    const more = count ?? day;
    return more === null ? code : `${code}=${more}`;
  });
  return [
    ...[series.status[at] ?? null, series.verdict[at] ?? null, target?.lower ?? null, target?.upper ?? null],
    series.trend[at]?.verdict ?? null,
    ...[change?.difference ?? null, change?.verdict ?? null, caveats.join(' ') || null],
  ];
}

/** Money names its currency: `money USD`. */
const unitAt = ({ unit, money }: Series, at: number): string =>
  [unit, ...(money[at] ? [money[at].currency] : [])].join(' ');

function linesOf({ ready: { buckets, series }, filter }: CsvSlice, layout: Layout): readonly (readonly CsvCell[])[] {
  return series.flatMap((one) =>
    buckets.map(({ start, end, partial, provisional }, at) => [
      ...sliceCells(one, filter, layout),
      ...[start, end, String(partial), String(provisional), unitAt(one, at)],
      ...valueCells(one, at),
      ...[one.n[at] ?? null, one.rows[at] ?? null, one.numerator[at] ?? null, one.denominator[at] ?? null],
      ...partCells(one, at, layout),
      ...judgementCells(one, at),
    ]),
  );
}

/** A line a metric, slice and bucket, with everything the panel knows of the number. */
export function panelCsv(slices: readonly CsvSlice[]): string {
  const layout = layoutOf(slices);
  return [headings(layout), ...slices.flatMap((slice) => linesOf(slice, layout))].map(csvRecord).join('');
}
