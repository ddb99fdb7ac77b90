import type { MetricDefinition, PanelInput, PanelResult, Series, SpecOf } from '../gql/types.ts';
import { readyWith, seriesWith } from './answers.ts';
import { definition } from './page.ts';

/** Spend against budget for tests: three months, two vendors with a budget, one without, and budget of no vendor. */

export const budgetSpec: SpecOf<'BudgetSpec'> = {
  __typename: 'BudgetSpec',
  id: 'budget',
  title: 'Spend against budget',
  note: null,
  metric: 'spend_actual',
  by: 'vendor',
  history: { last: '3m', grain: 'month' },
};

export const budgetDefinition: MetricDefinition = {
  ...definition,
  id: 'spend_actual',
  title: 'Spend against budget',
  unit: 'money',
  owner: 'finance',
  interval: null,
  dimensions: [{ id: 'vendor', title: 'Vendor' }],
  parts: ['actual', 'budget', 'percent'].map((id) => ({ id, title: id })),
  target: null,
};

/** Amounts as the API writes them; null where there is no budget. */
interface Line {
  readonly actual: string;
  readonly budget: string | null;
  readonly difference: string | null;
  readonly percent: number | null;
}

const months: readonly Line[] = [
  { actual: '1000.0000', budget: '1000.0000', difference: '0.0000', percent: 0 },
  { actual: '1250.5000', budget: '1000.0000', difference: '250.5000', percent: 0.2505 },
  { actual: '900.2500', budget: '1000.0000', difference: '-99.7500', percent: -0.09975 },
];
const whole: Line = { actual: '3150.7500', budget: '3000.0000', difference: '150.7500', percent: 0.05025 };
const vendors: readonly (Line & { readonly vendor: string | null })[] = [
  { vendor: null, actual: '0.0000', budget: '200.0000', difference: '-200.0000', percent: -1 },
  { vendor: 'Ash', actual: '2000.0050', budget: '1800.0000', difference: '200.0050', percent: 0.11111 },
  { vendor: 'Birch', actual: '900.7450', budget: '1000.0000', difference: '-99.2550', percent: -0.099255 },
  { vendor: 'Cedar', actual: '250.0000', budget: null, difference: null, percent: null },
];

const number = (text: string | null): number | null => (text === null ? null : Number(text));

function seriesOf(lines: readonly Line[], by: Series['by'] = []): Series {
  const figure = (id: string, of: readonly (string | null)[]): Series['parts'][number] => ({
    id,
    title: id,
    unit: null,
    value: of.map(number),
    lower: of.map(() => null),
    upper: of.map(() => null),
    money: [...of],
    numerator: of.map((text) => number(text) ?? 0),
    numeratorRows: of.map(() => 0),
  });
  const percent = {
    ...figure(
      'percent',
      lines.map(() => null),
    ),
    unit: 'percent',
    value: lines.map((line) => line.percent),
  };
  const points = lines.map(({ difference }) => ({ value: number(difference), lower: null, upper: null, target: null }));
  return seriesWith(points, {
    metric: 'spend_actual',
    by,
    unit: 'money',
    status: lines.map(({ difference }) => (difference === null ? 'undefined' : 'ok')),
    caveats: lines.map(({ budget }) =>
      budget === null ? [{ code: 'no_budget', count: null, text: 'nothing was planned' }] : [],
    ),
    money: lines.map(({ difference }) => ({
      currency: 'USD',
      value: difference,
      lower: null,
      upper: null,
      unconverted: [],
    })),
    parts: [
      figure(
        'actual',
        lines.map(({ actual }) => actual),
      ),
      figure(
        'budget',
        lines.map(({ budget }) => budget),
      ),
      percent,
    ],
  });
}

const monthsOfAutumn = ['2026-08-01', '2026-09-01', '2026-10-01', '2026-11-01'].map((start, index, all) => ({
  start,
  end: all[index + 1] ?? '',
  partial: false,
  provisional: index === 2,
}));

/** What the API would answer about a budget. */
export function budgetAnswer(input: PanelInput): PanelResult {
  if (input.grain === 'month') {
    return readyWith([seriesOf(months)], { grain: 'month', buckets: monthsOfAutumn.slice(0, 3), compareRange: null });
  }
  if (input.by.length === 0) {
    const range = input.period.last === '3m' ? { range: { from: '2026-08-01', to: '2026-11-01' } } : {};
    return readyWith([seriesOf([whole])], range);
  }
  return readyWith(
    vendors.map((line) =>
      seriesOf([line], [{ dimension: 'vendor', value: line.vendor, label: line.vendor ?? 'Not known' }]),
    ),
  );
}
