import type { DimensionFilter, PageSpec, PanelSpec, ScorecardGroup, ScorecardPanel } from '@assay/contract';
import type { Known } from '@assay/metrics';
import { addDays } from '@assay/contract';
import { countedTable, foundValues, metricOf, resolveRange } from '@assay/metrics';

const isFound = (where: readonly DimensionFilter[], known: Known): boolean =>
  foundValues(where, known).every(({ values }) => values.length > 0);

/** A page's own filter on something the data lacks gives way to what the data has most of. */
function fitFilter(filter: DimensionFilter, known: Known): DimensionFilter {
  const [most] = known.members.get(filter.dimension) ?? [];
  return most && !isFound([filter], known) ? { ...filter, values: [most.value] } : filter;
}

/** Whether there are any rows that the metric counts. */
const isLoaded = (metric: string, known: Known): boolean =>
  (known.spans.get(countedTable(metricOf(metric).fact)) ?? null) !== null;

function fitGroup(group: ScorecardGroup, known: Known): readonly ScorecardGroup[] {
  if (!isFound(group.where, known)) return [];
  const rows = group.rows.filter(({ metric, where }) => isLoaded(metric, known) && isFound(where, known));
  return rows.length === 0 ? [] : [{ ...group, rows }];
}

function fitScorecard(panel: ScorecardPanel, known: Known): ScorecardPanel {
  const groups = panel.groups.flatMap((group) => fitGroup(group, known));
  return groups.length === 0 ? panel : { ...panel, groups };
}

const fitPanel = (panel: PanelSpec, known: Known): PanelSpec =>
  panel.kind === 'scorecard' ? fitScorecard(panel, known) : panel;

/** Dimensions that a page filters by itself, which fitting has to know the members of. */
export function fixedDimensions(page: PageSpec): readonly string[] {
  const groups = page.panels.flatMap((panel) => (panel.kind === 'scorecard' ? panel.groups : []));
  const filters = [
    ...page.where,
    ...groups.flatMap(({ where, rows }) => [...where, ...rows.flatMap((row) => row.where)]),
  ];
  return [...new Set(filters.map(({ dimension }) => dimension))];
}

/**
 * A page as it opens on this data: without groups and rows about facts, environments or workflows that the data does not have,
 * and over all of the data where no whole period of the page's range has any yet. So a team's first file is seen at
 * once; what a reader asks for in the address is never changed.
 */
export function fitPage(page: PageSpec, known: Known): PageSpec {
  if (!known.span) return page;
  const fitted = {
    ...page,
    where: page.where.map((filter) => fitFilter(filter, known)),
    panels: page.panels.map((panel) => fitPanel(panel, known)),
  };
  const days = page.range && resolveRange({ kind: 'last', last: page.range }, known.span, known.yearStarts);
  // A single day or week has nothing before it to be compared with.
  return days && days.to > addDays(known.span.last, 1) ? { ...fitted, range: null, compare: null } : fitted;
}
