import { listOf, mapping, maybe, oneOf, oneOfThese, text } from '@assay/yaml';
import { grains, inventoryKinds, roles } from '@assay/contract';
import * as v from 'valibot';
import { isLast, lastPattern } from './last-periods.ts';
import type { Vocabulary } from './vocabulary.ts';

const lastShape = 'whole periods as 7d, 13w, 3m or 2q, ten years at most';
export const last = v.pipe(
  v.string(lastShape),
  v.regex(lastPattern, lastShape),
  v.check(isLast, lastShape),
  v.description('Whole periods that have ended: 7d, 13w, 3m, 2q.'),
);

const idShape = 'a name of small letters, digits and hyphens';
const panelId = v.pipe(
  v.string(idShape),
  v.regex(/^[a-z][a-z0-9-]*$/, idShape),
  v.description('Part of links; keep it once it is published.'),
);

export const trend = v.pipe(
  mapping({ last, grain: oneOf(grains.filter((grain) => grain !== 'none')) }),
  v.description('History drawn beside or as the value.'),
);

const base = { id: panelId, title: text('a title'), note: maybe(text('a sentence')) };

const numberKinds = [
  'scorecard',
  'breakdown',
  'taxonomy',
  'pareto',
  'budget',
  'distribution',
  'heatmap',
  'trend',
  'releases',
];
const panelKinds = [...numberKinds, ...inventoryKinds];

function panelSchema({ metric, dimension, where }: Vocabulary) {
  const parts = v.pipe(
    maybe(listOf(text('the id of a part'), 'a list of parts of the metric')),
    v.description('Named parts of the metric, e.g. full and partial.'),
  );
  const rates = v.pipe(
    mapping({ metric, columns: dimension }),
    v.description('A heatmap on the same rows: how often each value is, by another dimension.'),
  );
  const row = mapping({ metric, title: maybe(text('a title')), where });
  const group = mapping({ title: text('a title'), where, rows: listOf(row, 'a list of rows, at least one') });
  return v.variant(
    'kind',
    [
      mapping({
        kind: v.literal('scorecard'),
        ...base,
        trend,
        groups: listOf(group, 'a list of groups, at least one'),
      }),
      mapping({ kind: v.literal('breakdown'), ...base, metric, by: dimension, parts, trend: maybe(trend) }),
      mapping({
        kind: v.literal('taxonomy'),
        ...base,
        metric,
        share: v.pipe(maybe(metric), v.description('How the whole spreads over the values.')),
        by: dimension,
        trend: maybe(trend),
      }),
      mapping({ kind: v.literal('pareto'), ...base, metric, by: dimension, rates: maybe(rates) }),
      mapping({ kind: v.literal('budget'), ...base, metric, by: dimension, trend }),
      mapping({ kind: v.literal('distribution'), ...base, metric, by: dimension }),
      mapping({ kind: v.literal('heatmap'), ...base, metric, rows: dimension, columns: dimension }),
      mapping({ kind: v.literal('trend'), ...base, metric, parts, trend }),
      mapping({ kind: v.literal('releases'), ...base, metric, by: dimension, parts, trend }),
      mapping({ kind: v.picklist(inventoryKinds), ...base }),
    ],
    ({ input }) => oneOfThese(input, panelKinds),
  );
}

const compareShape = 'previous, last_year, or a mapping with dimension and value';

/** The one description of a page's file: the loader checks with it, and the JSON Schema is made of it. */
export function pageSchema(vocabulary: Vocabulary) {
  const { dimension, where } = vocabulary;
  const valueComparison = mapping({ dimension, value: text('a value') });
  return v.pipe(
    mapping({
      title: text('a title'),
      reader: v.pipe(oneOf(roles), v.description('For whom the page is.')),
      order: v.pipe(
        v.number('a whole number from 1'),
        v.integer('a whole number from 1'),
        v.minValue(1, 'a whole number from 1'),
        v.description('Place in the navigation.'),
      ),
      period: maybe(last),
      compare: maybe(v.union([oneOf(['previous', 'last_year']), valueComparison], compareShape)),
      where,
      filters: v.pipe(
        maybe(listOf(dimension, 'a list of dimensions')),
        v.description('Dimensions offered in the filter row.'),
      ),
      panels: listOf(panelSchema(vocabulary), 'a list of panels, at least one'),
    }),
    v.title('Page'),
  );
}

export type PageFile = v.InferOutput<ReturnType<typeof pageSchema>>;
export type PanelFile = PageFile['panels'][number];
