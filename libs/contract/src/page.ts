import type { Grain } from './day.ts';
import type { Comparison, DimensionFilter, LastPeriods, Role } from './request.ts';

/** A page as its YAML says it (dashboards/<id>.yaml), checked; requests are made of it together with the URL's state. */
export interface PageSpec {
  readonly id: string;
  readonly title: string;
  readonly reader: Role;
  /** Place in the navigation, from 1. */
  readonly order: number;
  /** Range and comparison when the URL names none; a null range is all the data, and of a page that shows no numbers. */
  readonly range: LastPeriods | null;
  readonly compare: Comparison | null;
  /** Filters the page starts with; a reader may change them. */
  readonly where: readonly DimensionFilter[];
  /** Dimensions offered in the filter row. */
  readonly filters: readonly string[];
  readonly panels: readonly PanelSpec[];
}

/** History drawn beside a value. */
export interface TrendSpec {
  readonly last: LastPeriods;
  readonly grain: Grain;
}

interface PanelBase {
  readonly id: string;
  readonly title: string;
  readonly note: string | null;
}

/** The KPI table: a row a metric, grouped. */
export interface ScorecardPanel extends PanelBase {
  readonly kind: 'scorecard';
  readonly trend: TrendSpec;
  readonly groups: readonly ScorecardGroup[];
}

export interface ScorecardGroup {
  readonly title: string;
  readonly where: readonly DimensionFilter[];
  readonly rows: readonly ScorecardRow[];
}

export interface ScorecardRow {
  readonly metric: string;
  /** Overrides the metric's own title. */
  readonly title: string | null;
  readonly where: readonly DimensionFilter[];
}

/** One metric by one dimension, with its named parts, interval bar, change and history. */
export interface BreakdownPanel extends PanelBase {
  readonly kind: 'breakdown';
  readonly metric: string;
  readonly by: string;
  readonly parts: readonly string[];
  readonly trend: TrendSpec | null;
}

/** A rate by a dimension whose values are a tree, with what each is of the whole, its change and its history. */
export interface TaxonomyPanel extends PanelBase {
  readonly kind: 'taxonomy';
  readonly metric: string;
  /** Metric of how the whole spreads over the values; null where none is shown. */
  readonly share: string | null;
  readonly by: string;
  readonly trend: TrendSpec | null;
}

/**
 * How a whole spreads over the values of a dimension: largest first, with the running sum; beside it, on the same rows,
 * how often each value is in the places of another dimension.
 */
export interface ParetoPanel extends PanelBase {
  readonly kind: 'pareto';
  readonly metric: string;
  readonly by: string;
  readonly rates: ParetoRates | null;
}

export interface ParetoRates {
  readonly metric: string;
  readonly columns: string;
}

/** What was spent against what was planned: by period, and by a dimension over the range of the page. */
export interface BudgetPanel extends PanelBase {
  readonly kind: 'budget';
  readonly metric: string;
  readonly by: string;
  readonly trend: TrendSpec;
}

/** Labels of a range beside those of its reference, by one dimension. */
export interface DistributionPanel extends PanelBase {
  readonly kind: 'distribution';
  readonly metric: string;
  readonly by: string;
}

/** One metric over two dimensions. */
export interface HeatmapPanel extends PanelBase {
  readonly kind: 'heatmap';
  readonly metric: string;
  readonly rows: string;
  readonly columns: string;
}

/** Lines over time with bands, a line a named part (or the value alone). */
export interface TrendPanel extends PanelBase {
  readonly kind: 'trend';
  readonly metric: string;
  readonly parts: readonly string[];
  readonly trend: TrendSpec;
}

/**
 * A metric and its parts in the periods around the beginning of each value of a dimension, as of each model version:
 * small charts on one scale.
 */
export interface ReleasesPanel extends PanelBase {
  readonly kind: 'releases';
  readonly metric: string;
  readonly by: string;
  readonly parts: readonly string[];
  readonly trend: TrendSpec;
}

/**
 * Kinds of panels that ask no metric: what came in by source, the receipts of loads, the rules that the data breaks, and
 * what the metrics mean. Each needs no more than its kind, and a page of such panels alone has no range and no filters.
 */
export const inventoryKinds = ['sources', 'loads', 'findings', 'catalogue'] as const;

export interface InventoryPanel extends PanelBase {
  readonly kind: (typeof inventoryKinds)[number];
}

export type PanelSpec =
  | ScorecardPanel
  | BreakdownPanel
  | TaxonomyPanel
  | ParetoPanel
  | BudgetPanel
  | DistributionPanel
  | HeatmapPanel
  | TrendPanel
  | ReleasesPanel
  | InventoryPanel;
