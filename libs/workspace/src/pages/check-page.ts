import type { Problem, YamlDocument } from '@assay/yaml';
import type { KnownMetric } from './known.ts';
import { inventoryKinds } from '@assay/contract';
import type { PageFile, PanelFile } from './page-schema.ts';

/** Indices of entries that repeat an earlier one. */
function repeated(values: readonly string[]): readonly number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}

interface Place {
  readonly yaml: YamlDocument;
  readonly index: number;
  readonly known: readonly KnownMetric[];
}

function checkParts(panel: Extract<PanelFile, { parts?: unknown }>, { yaml, index, known }: Place): readonly Problem[] {
  const ids = known.find(({ id }) => id === panel.metric)?.parts.map(({ id }) => id) ?? [];
  const expected = ids.length === 0 ? 'none, because the metric has no parts' : `one of ${ids.join(', ')}`;
  return (panel.parts ?? []).flatMap((part, at) =>
    ids.includes(part)
      ? []
      : [
          yaml.problemAt(
            ['panels', index, 'parts', at],
            `"${part}" is no part of ${panel.metric}; expected ${expected}`,
          ),
        ],
  );
}

function checkDimension(
  field: string | readonly string[],
  of: { readonly metric: string; readonly dimension: string },
  { yaml, index, known }: Place,
): readonly Problem[] {
  const ids = known.find(({ id }) => id === of.metric)?.dimensions.map(({ id }) => id) ?? [];
  if (ids.includes(of.dimension)) return [];
  return [
    yaml.problemAt(
      ['panels', index, ...[field].flat()],
      `${of.metric} cannot be split by ${of.dimension}; expected one of ${ids.join(', ')}`,
    ),
  ];
}

function checkHeatmap(panel: Extract<PanelFile, { kind: 'heatmap' }>, place: Place): readonly Problem[] {
  const { metric, rows, columns } = panel;
  const same = `columns and rows are both ${rows}; expected two dimensions`;
  return [
    ...checkDimension('rows', { metric, dimension: rows }, place),
    ...checkDimension('columns', { metric, dimension: columns }, place),
    ...(rows === columns ? [place.yaml.problemAt(['panels', place.index, 'columns'], same)] : []),
  ];
}

function checkPareto(panel: Extract<PanelFile, { kind: 'pareto' }>, place: Place): readonly Problem[] {
  const { metric, by, rates } = panel;
  const own = checkDimension('by', { metric, dimension: by }, place);
  if (!rates) return own;
  const path = ['panels', place.index, 'rates', 'columns'];
  const same = `columns and by are both ${by}; expected two dimensions`;
  return [
    ...own,
    ...checkDimension('by', { metric: rates.metric, dimension: by }, place),
    ...checkDimension(['rates', 'columns'], { metric: rates.metric, dimension: rates.columns }, place),
    ...(rates.columns === by ? [place.yaml.problemAt(path, same)] : []),
  ];
}

/** What a metric has to say of a budget, as parts of its number. */
const budgetParts = ['actual', 'budget', 'percent'];

function checkBudget({ metric, by }: Extract<PanelFile, { kind: 'budget' }>, place: Place): readonly Problem[] {
  const isOfBudget = ({ parts }: KnownMetric): boolean =>
    budgetParts.every((part) => parts.some(({ id }) => id === part));
  const fit = place.known.filter(isOfBudget).map(({ id }) => id);
  if (fit.includes(metric)) return checkDimension('by', { metric, dimension: by }, place);
  const expected = fit.length === 0 ? 'a metric of a budget, of which there is none' : `one of ${fit.join(', ')}`;
  const path = ['panels', place.index, 'metric'];
  return [place.yaml.problemAt(path, `${metric} has no budget beside it; expected ${expected}`)];
}

function checkPanel(panel: PanelFile, place: Place): readonly Problem[] {
  switch (panel.kind) {
    case 'scorecard':
    case 'sources':
    case 'loads':
    case 'findings':
    case 'catalogue':
      return [];
    case 'trend':
      return checkParts(panel, place);
    case 'breakdown':
    case 'releases':
      return [
        ...checkDimension('by', { metric: panel.metric, dimension: panel.by }, place),
        ...checkParts(panel, place),
      ];
    case 'pareto':
      return checkPareto(panel, place);
    case 'budget':
      return checkBudget(panel, place);
    case 'distribution':
      return checkDimension('by', { metric: panel.metric, dimension: panel.by }, place);
    case 'taxonomy':
      return [panel.metric, panel.share].flatMap((metric) =>
        metric ? checkDimension('by', { metric, dimension: panel.by }, place) : [],
      );
    case 'heatmap':
      return checkHeatmap(panel, place);
  }
}

const isInventory = ({ kind }: PanelFile): boolean => inventoryKinds.some((each) => each === kind);

/** What a page says of its numbers: a page needs a period where it shows some, and none of it where it shows none. */
function checkAsked(page: PageFile, yaml: YamlDocument): readonly Problem[] {
  if (!page.panels.every(isInventory)) {
    return page.period
      ? []
      : [yaml.problemAt([], 'period is missing; expected whole periods such as 4w, because a panel shows numbers')];
  }
  return (['period', 'compare', 'where', 'filters'] as const)
    .filter((key) => page[key] !== null && page[key] !== undefined)
    .map((key) =>
      yaml.problemAt([key], `${key} is about numbers, and no panel of this page shows any; leave it out`, 'key'),
    );
}

/** What a schema cannot say: ids that repeat, parts and splits that a metric does not have, a period for no numbers. */
export function checkPage(page: PageFile, yaml: YamlDocument, known: readonly KnownMetric[]): readonly Problem[] {
  const ids = page.panels.map(({ id }) => id);
  const filters = page.filters ?? [];
  return [
    ...repeated(ids).map((index) =>
      yaml.problemAt(['panels', index, 'id'], `panel "${ids[index] ?? ''}" is there twice; expected an id of its own`),
    ),
    ...repeated(filters).map((index) => yaml.problemAt(['filters', index], `"${filters[index] ?? ''}" is there twice`)),
    ...checkAsked(page, yaml),
    ...page.panels.flatMap((panel, index) => checkPanel(panel, { yaml, index, known })),
  ];
}
