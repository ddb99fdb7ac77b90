import { countOf } from '@assay/contract';
import { inRange } from '../../number/dates.ts';
import { dayRange } from '../../state/period.ts';
import { lowerFirst } from '../../words.ts';
import type { Facts, News, PanelProps } from '../panel-kind.ts';
import { definitionOf } from '../panel-kind.ts';
import { readyOf } from '../panel-state.ts';
import type { LabelGroup } from './prepare.ts';
import { prepareDistribution } from './prepare.ts';
import { labelsQuestion } from './questions.ts';

const mostTold = 3;

/** Whose labels moved, told by the index and what chance makes of it: a change over time would compare drift with drift. */
export function distributionFacts({ spec, answers, context }: PanelProps<'DistributionSpec'>): Facts | null {
  const state = prepareDistribution(spec, answers);
  const ready = readyOf(answers[labelsQuestion]);
  if (state.kind !== 'ready' || !ready || state.model.groups.length === 0) return null;
  const title = definitionOf(context.catalogue, spec.metric)?.dimensions.find(({ id }) => id === spec.by)?.title;
  const one = lowerFirst(title ?? spec.by);
  const noun = [one, `${one}s`] as const;
  return { noun, facts: [], whole: null, told: tellMoved(state.model.groups, noun, inRange(dayRange(ready.range))) };
}

/** `Labels of none of 11 tasks moved from 19 Oct to 15 Nov.`, then those that did, or came nearest to it. */
export function tellMoved(groups: readonly LabelGroup[], [one, many]: Facts['noun'], when: string): News {
  const moved = groups.filter(({ verdict }) => verdict.isMoved);
  const some = moved.length === 0 ? 'none' : String(moved.length);
  const lead = `Labels of ${some} of ${countOf(groups.length, one, many)} moved ${when}.`;
  const little = groups.filter(({ isBeyondChance, verdict }) => isBeyondChance && !verdict.isMoved);
  const told = moved.length > 0 ? moved : little;
  const first = told.length > 0 ? told : groups.slice(0, 1);
  return { lead, phrases: first.slice(0, mostTold).map((group) => ({ text: say(group), address: group.address })) };
}

/** `Which answer is better, hardly moved: drift 0.007, chance alone up to 0.006` */
const say = ({ title, verdict, says }: LabelGroup): string => `${title}, ${verdict.text}: ${lowerFirst(says)}`;
