import { countOf } from '@assay/contract';
import { briefDigits, formatCount, formatValue } from '../../number/format.ts';
import { lowerFirst, upperFirst } from '../../words.ts';
import type { Fact, PanelProps } from '../panel-kind.ts';
import { definitionOf } from '../panel-kind.ts';
import type { HeatmapCell, HeatmapModel } from './prepare.ts';
import { prepareHeatmap } from './prepare.ts';

type Numbered = Extract<HeatmapCell, { kind: 'number' }>;

/** Cells of these rows that stand out from their line; the largest difference comes first. */
export function placesOut(model: Pick<HeatmapModel, 'columns' | 'rows'>, metric: string): readonly Fact[] {
  const places = model.rows.flatMap((row) =>
    row.cells.flatMap((cell, index) =>
      cell.kind === 'number' && cell.isOut ? [{ cell, row: row.title, column: model.columns[index]?.title ?? '' }] : [],
    ),
  );
  const size = ({ cell }: { readonly cell: Numbered }): number => Math.abs(cell.number.change?.difference ?? 0);
  return places
    .toSorted((a, b) => size(b) - size(a))
    .map(({ cell: { number, address }, row, column }) => ({
      subject: `${metric} in ${column}, ${lowerName(row)}`,
      address,
      number,
    }));
}

/** `Over-refusal in Medical intake, Tern 2026.11, stands out: 23.5 %, elsewhere 5.0 %` */
export function sayOut({ subject, number }: Fact): string {
  const { value, unit, change } = number;
  const figure = (share: number): string => formatValue(share, unit, briefDigits(number));
  const here = value === null ? '' : `: ${figure(value)}`;
  const there = change === null || change.comparedValue === null ? '' : `, elsewhere ${figure(change.comparedValue)}`;
  return `${upperFirst(subject)}, stands out${here}${there}`;
}

/** A name of one word and version stays as it is; a common noun begins small inside a sentence. */
const lowerName = (name: string): string => (/\d/.test(name) ? name : lowerFirst(name));

/** `2 places stand out`, `no place stands out, of 110 looked at`; null where none could be compared. */
export function countOut(count: number, looks: number): string | null {
  if (looks === 0) return null;
  if (count === 0) return `no place stands out, of ${formatCount(looks)} looked at`;
  return countOf(count, 'place stands out', 'places stand out');
}

/** What stands out, for the news of the page. */
export function heatmapPlaces({ spec, answers, context }: PanelProps<'HeatmapSpec'>): readonly Fact[] {
  const state = prepareHeatmap(spec, answers);
  const metric = definitionOf(context.catalogue, spec.metric)?.title ?? spec.metric;
  return state.kind === 'ready' ? placesOut(state.model, metric) : [];
}
