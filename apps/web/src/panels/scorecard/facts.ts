import { lowerFirst } from '../../words.ts';
import type { Facts, PanelProps } from '../panel-kind.ts';
import { prepareScorecard } from './prepare.ts';

/** Every KPI that has a number. */
export function scorecardFacts({ spec, answers, context }: PanelProps<'ScorecardSpec'>): Facts {
  const state = prepareScorecard(spec, answers, context);
  const groups = state.kind === 'ready' ? state.model.groups : [];
  const titles = groups.flatMap(({ rows }) => rows.map(({ title }) => title));
  const isTwice = (title: string): boolean => titles.filter((other) => other === title).length > 1;
  const facts = groups.flatMap((group) =>
    group.rows.flatMap(({ title, address, figure }) => {
      const subject = isTwice(title) ? `${title}, ${lowerFirst(group.title)},` : title;
      return figure.kind === 'number' ? [{ subject, address, number: figure.number }] : [];
    }),
  );
  return { noun: ['KPI', 'KPIs'], facts, whole: null };
}
