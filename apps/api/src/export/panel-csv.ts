import type { PanelReady } from '../panels/panel-result.ts';
import type { Series } from '../panels/series.ts';
import type { CsvCell } from './csv.ts';
import { csvRecord } from './csv.ts';

interface Layout {
  readonly dimensions: readonly string[];
  readonly parts: readonly string[];
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

function layoutOf(series: readonly Series[]): Layout {
  return {
    dimensions: unique(series.flatMap(({ by }) => by.map(({ dimension }) => dimension))),
    parts: unique(series.flatMap(({ parts }) => parts.map(({ id }) => id))),
  };
}

function headings({ dimensions, parts }: Layout): readonly string[] {
  return [
    'metric',
    ...dimensions.flatMap((id) => [id, `${id}_label`]),
    ...['from', 'to', 'partial', 'provisional', 'unit', 'value', 'lower', 'upper', 'interval', 'n', 'rows'],
    ...['numerator', 'denominator'],
    ...parts.flatMap((id) => [`${id}_numerator`, `${id}_value`]),
    ...['status', 'verdict', 'target_lower', 'target_upper', 'difference', 'change_verdict', 'caveats'],
  ];
}

function sliceCells({ metric, by }: Series, { dimensions }: Layout): readonly CsvCell[] {
  const values = dimensions.map((id) => by.find(({ dimension }) => dimension === id));
  return [metric, ...values.flatMap((value) => [value?.value ?? null, value?.label ?? null])];
}

function partCells(series: Series, at: number, { parts }: Layout): readonly CsvCell[] {
  const found = parts.map((id) => series.parts.find((part) => part.id === id));
  return found.flatMap((part) => [part?.numerator[at] ?? null, part?.value[at] ?? null]);
}

function judgementCells(series: Series, at: number): readonly CsvCell[] {
  const [target, change] = [series.target[at], series.change[at]];
  const caveats = (series.caveats[at] ?? []).map(({ code, count }) => (count === null ? code : `${code}=${count}`));
  return [
    ...[series.status[at] ?? null, series.verdict[at] ?? null, target?.lower ?? null, target?.upper ?? null],
    ...[change?.difference ?? null, change?.verdict ?? null, caveats.join(' ') || null],
  ];
}

/** Money names its currency: `money USD`. */
const unitAt = ({ unit, money }: Series, at: number): string =>
  [unit, ...(money[at] ? [money[at].currency] : [])].join(' ');

/** A line a metric, slice and bucket, with everything the panel knows of the number. */
export function panelCsv({ buckets, series }: Pick<PanelReady, 'buckets' | 'series'>): string {
  const layout = layoutOf(series);
  const records = series.flatMap((one) =>
    buckets.map(({ start, end, partial, provisional }, at) => [
      ...sliceCells(one, layout),
      ...[start, end, String(partial), String(provisional), unitAt(one, at)],
      ...[one.value[at] ?? null, one.lower[at] ?? null, one.upper[at] ?? null, one.interval[at] ?? null],
      ...[one.n[at] ?? null, one.rows[at] ?? null, one.numerator[at] ?? null, one.denominator[at] ?? null],
      ...partCells(one, at, layout),
      ...judgementCells(one, at),
    ]),
  );
  return [headings(layout), ...records].map(csvRecord).join('');
}
