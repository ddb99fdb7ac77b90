import type { Problem, YamlDocument } from '@assay/yaml';
import type { KnownMetric } from './known.ts';
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
  field: string,
  of: { readonly metric: string; readonly dimension: string },
  { yaml, index, known }: Place,
): readonly Problem[] {
  const ids = known.find(({ id }) => id === of.metric)?.dimensions.map(({ id }) => id) ?? [];
  if (ids.includes(of.dimension)) return [];
  return [
    yaml.problemAt(
      ['panels', index, field],
      `${of.metric} cannot be split by ${of.dimension}; expected one of ${ids.join(', ')}`,
    ),
  ];
}

function checkPanel(panel: PanelFile, place: Place): readonly Problem[] {
  switch (panel.kind) {
    case 'scorecard':
      return [];
    case 'trend':
      return checkParts(panel, place);
    case 'breakdown':
      return [
        ...checkDimension('by', { metric: panel.metric, dimension: panel.by }, place),
        ...checkParts(panel, place),
      ];
    case 'heatmap': {
      const { metric, rows, columns } = panel;
      const same =
        rows === columns
          ? [
              place.yaml.problemAt(
                ['panels', place.index, 'columns'],
                `columns and rows are both ${rows}; expected two dimensions`,
              ),
            ]
          : [];
      return [
        ...checkDimension('rows', { metric, dimension: rows }, place),
        ...checkDimension('columns', { metric, dimension: columns }, place),
        ...same,
      ];
    }
  }
}

/** What a schema cannot say: ids that repeat, parts and splits that a metric does not have. */
export function checkPage(page: PageFile, yaml: YamlDocument, known: readonly KnownMetric[]): readonly Problem[] {
  const ids = page.panels.map(({ id }) => id);
  return [
    ...repeated(ids).map((index) =>
      yaml.problemAt(['panels', index, 'id'], `panel "${ids[index] ?? ''}" is there twice; expected an id of its own`),
    ),
    ...repeated(page.filters).map((index) =>
      yaml.problemAt(['filters', index], `"${page.filters[index] ?? ''}" is there twice`),
    ),
    ...page.panels.flatMap((panel, index) => checkPanel(panel, { yaml, index, known })),
  ];
}
