import type { Caveat, Day } from '@assay/contract';
import { metricOf } from '../registry.ts';

/** Caveats of the evaluator itself, which no definition states. */
const evaluatorTexts: Readonly<Record<string, string>> = {
  as_graded:
    'outputs of the period were graded again, fewer than 95 % of it: all labels are those that were given first',
  compared_as_graded:
    'outputs of the period compared with were graded again, fewer than 95 % of it: there labels are those that were given first',
  four_weeks: 'the week alone has too little to say: the number is of the four weeks that end with it',
  shared_days: 'the days that are compared overlap, so that nothing is made of their difference',
  few_people:
    'fewer than five people did this work, so that the number is only for those who may know what single people did',
  few_clusters: 'few independent groups, so the interval is rough',
  erased: 'rows of this state of the data were erased or taken back since, of whom and when is not known',
  mixed_scales:
    'kinds of labels (by task, question, guideline) lie here, which are never pooled: split by task, or filter',
  not_pooled: 'many values are taken together here, which have no such number together: filter for those you want',
  several_pairs: 'this agreement is of two people: split by annotator_pair, or filter for one pair',
  no_scale: 'rankings, free texts and labels of no known task cannot be compared so',
  no_variation: 'everybody always gave the same label, so that agreement cannot be told from chance',
  prevalence: 'one label has more than 90 % of the answers, which lowers alpha: see the other coefficient',
  drift_watch: 'ALARM: the labels have moved, by more than chance (index from 0.10)',
  drift_shift:
    'ALARM: label and period go together by more than chance (Cramér\u2019s V from 0.10, among all slices looked at)',
  drift_act: 'ALARM: the labels have moved far, by more than chance (index from 0.25)',
  guideline_break: 'labels under different guidelines are compared: what moved may be the guideline',
  restated: 'the number moved by more than half a point, or 1 %, after its rows were to change no more',
  restated_unknown: 'whether the number moved after its rows were to change no more could not be asked just now',
  'break:instrument':
    'most slices moved at once from {day} on, by more than they ever do: what gives the verdicts may be new, so that this is a break and no drift',
  no_reference: 'there are no labels of the same kind in the twelve weeks before to compare with',
  merged_strata: 'strata of which fewer than two were audited: they count with their neighbours',
  unordered: 'labels are not numbers, so their order is not known and they are compared as names',
  cost_known_through: 'no cost known after {day}',
  cost_known_in_part: 'not all of the cost is known after {day}',
  no_cost_known: 'no cost is known of any day',
  no_budget: 'there is no budget for this, which is not a budget of 0: what was spent stands alone',
  median_not_reached: 'fewer than half are over, so that the median lies beyond what was seen',
  inconclusive: 'too many cases are missing on one side to conclude anything from the others',
  no_exposure: 'what these events could have happened in was not counted, so there is only their number',
  low_response: 'less than 40 % of what was asked was answered: those who answered may not be like those who did not',
  few_answering: 'fewer than five people answered: a number of them is shown to nobody',
  cases_needed: 'more clean cases are needed before none found says that there are hardly any',
  corrected:
    'outputs that both people and judges graded: by them what the judges flag is set right for what they miss and flag wrongly (Rogan and Gladen)',
  no_calibration:
    'in the last 90 days of the data no output was graded by both people and a judge that may decide: judges cannot be corrected',
  few_calibrated:
    'outputs of one kind are all that people and judges both graded in the last 90 days, rather than 30: too few to correct the judges by',
  weak_judges:
    'outputs that both graded say that the judges are hardly better than a coin: nothing can be corrected by them',
  repeated_samples: 'further answers to the same case',
};

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
/** 31 Oct 2026. */
export const dayText = (day: Day): string => days.format(new Date(`${day}T00:00:00Z`));

/** What a caveat says to a reader, without its count; the code itself where nobody has words for it. */
export function caveatText(metric: string, { code, day }: Pick<Caveat, 'code' | 'day'>): string {
  const { leftOut, noted } = metricOf(metric);
  const stated = [...leftOut, ...noted].find((each) => each.code === code);
  const text = stated?.says ?? evaluatorTexts[code] ?? code.replaceAll('_', ' ');
  return day === undefined ? text : text.replace('{day}', dayText(day));
}
