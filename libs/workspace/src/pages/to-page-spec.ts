import type { Comparison, PageSpec, PanelSpec, TrendSpec } from '@assay/contract';
import { parseLast } from './last-periods.ts';
import type { PageFile, PanelFile } from './page-schema.ts';
import { toFilters } from './to-filters.ts';

type TrendFile = Extract<PanelFile, { kind: 'trend' }>['trend'];

const toTrend = ({ last, grain }: TrendFile): TrendSpec => ({ last: parseLast(last), grain });

function toComparison(compare: PageFile['compare']): Comparison | null {
  if (compare === null || compare === undefined) return null;
  return typeof compare === 'string' ? { kind: compare } : { kind: 'value', ...compare };
}

function toPanel(panel: PanelFile): PanelSpec {
  const base = { id: panel.id, title: panel.title, note: panel.note ?? null };
  switch (panel.kind) {
    case 'scorecard': {
      const groups = panel.groups.map(({ title, where, rows }) => ({
        title,
        where: toFilters(where),
        rows: rows.map((row) => ({ metric: row.metric, title: row.title ?? null, where: toFilters(row.where) })),
      }));
      return { ...base, kind: 'scorecard', trend: toTrend(panel.trend), groups };
    }
    case 'breakdown': {
      const { metric, by, parts, trend } = panel;
      return { ...base, kind: 'breakdown', metric, by, parts: parts ?? [], trend: trend ? toTrend(trend) : null };
    }
    case 'taxonomy': {
      const { metric, share, by, trend } = panel;
      return { ...base, kind: 'taxonomy', metric, share: share ?? null, by, trend: trend ? toTrend(trend) : null };
    }
    case 'pareto':
      return { ...base, kind: 'pareto', metric: panel.metric, by: panel.by, rates: panel.rates ?? null };
    case 'budget':
      return { ...base, kind: 'budget', metric: panel.metric, by: panel.by, trend: toTrend(panel.trend) };
    case 'distribution':
      return { ...base, kind: panel.kind, metric: panel.metric, by: panel.by };
    case 'heatmap':
      return { ...base, kind: 'heatmap', metric: panel.metric, rows: panel.rows, columns: panel.columns };
    case 'trend':
      return { ...base, kind: 'trend', metric: panel.metric, parts: panel.parts ?? [], trend: toTrend(panel.trend) };
    case 'releases': {
      const { metric, by, parts, trend } = panel;
      return { ...base, kind: 'releases', metric, by, parts: parts ?? [], trend: toTrend(trend) };
    }
    case 'sources':
    case 'loads':
    case 'findings':
    case 'catalogue':
      return { ...base, kind: panel.kind };
  }
}

/** A page's file, already checked, as the rest of the house knows it. */
export function toPageSpec(id: string, file: PageFile): PageSpec {
  const { title, reader, order, period, compare, where, filters, panels } = file;
  return {
    id,
    title,
    reader,
    order,
    range: period ? parseLast(period) : null,
    compare: toComparison(compare),
    where: toFilters(where),
    filters: filters ?? [],
    panels: panels.map(toPanel),
  };
}
