import type { AgreementWeighting } from './agreement-weights.ts';
import { patternsOfRatings } from './answer-pattern.ts';
import type { Ratings } from './answer-pattern.ts';
import { chanceCorrected } from './chance-corrected.ts';
import type { ChanceCorrected, ChanceCorrectedInput } from './chance-corrected.ts';

export type GwetCoefficient = ChanceCorrected;
/** The weighting `identity` is AC1, the others AC2. */
export type GwetInput = ChanceCorrectedInput;

/** Gwet's AC1 and AC2 with their standard error over units (Gwet 2008, Br J Math Stat Psychol 61:29; 2014). Null without pairs, without variation in the scale, or for one category. */
export const gwetAcOfPatterns = (input: GwetInput): GwetCoefficient => chanceCorrected(input, 'gwet');

/** AC1 and the three AC2 of a table of ratings; the scale is the values that occur. */
export function gwetAc(
  ratings: Ratings,
): Readonly<Record<'ac1' | 'ac2Linear' | 'ac2Quadratic' | 'ac2Ordinal', GwetCoefficient>> {
  const { values, patterns } = patternsOfRatings(ratings);
  const by = (weighting: AgreementWeighting) => gwetAcOfPatterns({ patterns, weighting, values });
  return { ac1: by('identity'), ac2Linear: by('linear'), ac2Quadratic: by('quadratic'), ac2Ordinal: by('ordinal') };
}
