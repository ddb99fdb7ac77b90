import type { EarlierTime, Unit } from '@assay/contract';
import { mapping, maybe, oneOf } from '@assay/yaml';
import { isDay, trendDirections } from '@assay/contract';
import * as v from 'valibot';
import type { KnownMetric } from './known.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Units whose values lie between 0 and 1, or nearly so. */
const shareUnits: readonly Unit[] = ['percent', 'percent_of_counts', 'coefficient', 'psi', 'per_thousand_outputs'];
/** Units of amounts that know how certain they are and are above 0, so that two of them have a ratio. */
const ratioUnits: readonly Unit[] = ['money_per_item', 'per_quarter'];

const shareShape = 'a share: a fraction from 0 to 1, or a percentage such as 5 %';
const percentage = /^(\d+(?:\.\d+)?) ?%$/;

/** `0.05` or `5 %`, exactly: the decimal point is moved in the text. */
function toFraction(share: number | string): number {
  return typeof share === 'number' ? share : Number(`${percentage.exec(share)?.[1] ?? ''}e-2`);
}

const share = v.pipe(
  v.union(
    [
      v.pipe(v.number(), v.minValue(0, shareShape), v.maxValue(1, shareShape)),
      v.pipe(v.string(), v.regex(percentage, shareShape)),
    ],
    shareShape,
  ),
  v.check((given) => toFraction(given) <= 1, shareShape),
  v.transform(toFraction),
);

const amountShape = 'a number from 0 in the unit of the metric';
const amount = v.pipe(v.number(amountShape), v.minValue(0, amountShape));

const dayShape = 'a day as YYYY-MM-DD';
const day = v.pipe(v.string(dayShape), v.regex(/^\d{4}-\d{2}-\d{2}$/, dayShape), v.check(isDay, dayShape));

const times: Readonly<Record<string, EarlierTime>> = {
  'last year': 'last_year',
  'two quarters before': 'two_quarters_before',
  'the quarter before': 'quarter_before',
};
const ofEarlier = /^(\d+(?:\.\d+)?) ?% of (last year|two quarters before|the quarter before)$/;
const relativeShape = 'or of an earlier value such as 90 % of last year';

/** A share of an earlier value: the ratio of the two is judged. */
const relative = v.pipe(
  v.string(),
  v.regex(ofEarlier),
  v.transform((text) => {
    const [, percent = '', when = ''] = ofEarlier.exec(text) ?? [];
    return { ofEarlier: Number(`${percent}e-2`), when: times[when] ?? 'last_year' };
  }),
);
/** Units of values that know how certain they are and are above 0, so that two of them have a ratio. */
const shareOrRatio = v.union([share, relative], `${shareShape}, ${relativeShape}`);
const amountOrRatio = v.union([amount, relative], `${amountShape}, ${relativeShape}`);

/** A target of some metrics, whose bounds are of one kind. */
function targetOf<Bound extends typeof share | typeof amount | typeof shareOrRatio | typeof amountOrRatio>(
  metrics: readonly string[],
  bound: Bound,
  { where, dimension, shares }: Vocabulary & { readonly shares: readonly string[] },
) {
  return mapping({
    metric: oneOf(metrics),
    where,
    each: v.pipe(
      maybe(dimension),
      v.description('Judges only numbers of one value of this dimension, such as of one task.'),
    ),
    lower: v.pipe(maybe(bound), v.description('Least that is good; absent is open.')),
    upper: v.pipe(maybe(bound), v.description('Most that is good; absent is open.')),
    not_worse: v.pipe(
      maybe(mapping({ metric: oneOf(shares), margin: share })),
      v.description(
        'Another metric that may not be worse than at that time by more than the margin, of bounds that are shares of an earlier value.',
      ),
    ),
    trend: v.pipe(
      maybe(oneOf(trendDirections)),
      v.description(
        'Which way it should go, by the last six finished periods; judged by itself, beside bounds or without them.',
      ),
    ),
    valid_from: v.pipe(
      day,
      v.description('First day it judges. Add a new entry instead of editing one: past verdicts stay.'),
    ),
    proposed: v.pipe(maybe(v.boolean('true or false')), v.description('Not yet agreed by the owner of the metric.')),
  });
}

/** The one description of the targets' file, for the loader and for editors. */
export function targetsSchema(known: readonly KnownMetric[], vocabulary: Vocabulary) {
  const idsOf = (isMeant: (unit: Unit) => boolean): readonly string[] =>
    known.filter(({ unit }) => isMeant(unit)).map(({ id }) => id);
  const rates = idsOf((unit) => unit === 'percent');
  const shares = idsOf((unit) => unit !== 'percent' && shareUnits.includes(unit));
  const ratios = idsOf((unit) => ratioUnits.includes(unit));
  const amounts = idsOf((unit) => !ratioUnits.includes(unit) && !shareUnits.includes(unit));
  const words = { ...vocabulary, shares: rates };
  const target = v.variant(
    'metric',
    [
      targetOf(rates, shareOrRatio, words),
      targetOf(shares, share, words),
      targetOf(ratios, amountOrRatio, words),
      targetOf(amounts, amount, words),
    ],
    `one of ${known.map(({ id }) => id).join(', ')}`,
  );
  return v.pipe(v.array(target, 'a list of targets'), v.title('Targets'));
}

export type TargetFile = v.InferOutput<ReturnType<typeof targetsSchema>>[number];
