import { inRange } from '../../number/dates.ts';
import { formatFigure, formatMove } from '../../number/format.ts';
import { dayRange } from '../../state/period.ts';
import type { Facts, News, PanelProps } from '../panel-kind.ts';
import type { BudgetFigures } from './figures.ts';
import type { SliceModel } from './prepare.ts';
import { prepareBudget } from './prepare.ts';

const mostPhrases = 2;

/** How the range of the page stands against its budget, and who is over it; null while that is not known. */
export function budgetFacts({ spec, answers }: PanelProps<'BudgetSpec'>): Facts | null {
  const state = prepareBudget(spec, answers);
  if (state.kind !== 'ready' || state.model.slices.kind !== 'ready') return null;
  const { slices, unit } = state.model;
  const { total, rows, range } = slices;
  if (!total || total.difference === null) return null;
  const over = rows
    .filter(({ standing }) => standing === 'over')
    .toSorted((a, b) => Number(b.difference) - Number(a.difference))
    .slice(0, mostPhrases);
  const told: News = {
    lead: `Spend ${inRange(dayRange(range))} is ${sayApart(total, unit)}.`,
    phrases: [
      ...over.map((row) => ({ text: `${row.title} is ${sayApart(row, unit)}`, address: row.address })),
      ...rows.flatMap((row) => sayUnallocated(row, unit)),
    ],
  };
  return { noun: ['slice', 'slices'], facts: [], whole: null, told };
}

/** `2,481 USD under budget, 3.3 %` */
function sayApart({ difference, percent, standing }: BudgetFigures, unit: string): string {
  if (difference === null || standing === 'even') return 'as planned';
  const share = percent === null ? '' : `, ${formatFigure(Math.abs(percent), 'percent', 1)} %`;
  return `${formatMove(difference, unit, 0)} ${standing} budget${share}`;
}

function sayUnallocated({ key, budget, address }: SliceModel, unit: string): News['phrases'] {
  if (key !== '' || budget === null || Number(budget) === 0) return [];
  return [{ text: `${formatMove(budget, unit, 0)} of the budget is not allocated`, address }];
}
