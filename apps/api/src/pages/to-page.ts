import type { Comparison, PageSpec, PanelSpec as PanelSpecShape, TrendSpec } from '@assay/contract';
import { formatLast } from '@assay/workspace';
import type { Compare, Page } from './page.ts';
import type { PanelSpec, Trend } from './panel-spec.ts';

function toCompare(compare: Comparison): Compare {
  return compare.kind === 'value' ? compare : { kind: compare.kind, dimension: null, value: null };
}

const toTrend = ({ last, grain }: TrendSpec): Trend => ({ last: formatLast(last), grain });

/** `kind` stays on the panel: the union's type is resolved by it. */
function toPanel(panel: PanelSpecShape): typeof PanelSpec {
  switch (panel.kind) {
    case 'scorecard':
    case 'budget':
    case 'trend':
    case 'releases':
      return { ...panel, trend: toTrend(panel.trend) };
    case 'breakdown':
    case 'taxonomy':
      return { ...panel, trend: panel.trend && toTrend(panel.trend) };
    case 'pareto':
    case 'distribution':
    case 'heatmap':
    case 'sources':
    case 'loads':
    case 'findings':
    case 'catalogue':
      return panel;
  }
}

/** A page as the API says it: periods as text, comparisons in one shape. */
export function toPage({ range, compare, panels, ...page }: PageSpec): Page {
  return {
    ...page,
    period: range === null ? 'all' : formatLast(range),
    compare: compare && toCompare(compare),
    panels: panels.map(toPanel),
  };
}
