import { mapping, maybe } from '@assay/yaml';
import { isDay } from '@assay/contract';
import * as v from 'valibot';
import type { Vocabulary } from './vocabulary.ts';

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

const dayShape = 'a day as YYYY-MM-DD';
const day = v.pipe(v.string(dayShape), v.regex(/^\d{4}-\d{2}-\d{2}$/, dayShape), v.check(isDay, dayShape));

/** The one description of the targets' file, for the loader and for editors. */
export function targetsSchema({ metric, where }: Vocabulary) {
  const target = mapping({
    metric,
    where,
    lower: v.pipe(maybe(share), v.description('Least that is good; absent is open.')),
    upper: v.pipe(maybe(share), v.description('Most that is good; absent is open.')),
    valid_from: v.pipe(
      day,
      v.description('First day it judges. Add a new entry instead of editing one: past verdicts stay.'),
    ),
    proposed: v.pipe(maybe(v.boolean('true or false')), v.description('Not yet agreed by the owner of the metric.')),
  });
  return v.pipe(v.array(target, 'a list of targets'), v.title('Targets'));
}

export type TargetFile = v.InferOutput<ReturnType<typeof targetsSchema>>[number];
