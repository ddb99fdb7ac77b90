import type { MetricOf } from '../definition.ts';
import type { Shape } from '../shape.ts';
import type { MoneyParts } from './read.ts';
import { spendOf } from './estimate.ts';
import { varianceOf } from './plan-variance.ts';
import { noMoney, readMoney } from './read.ts';
import { spendRows, spreadMoney } from './statement.ts';
import { holdsCounts } from '../shape.ts';

const spread: Omit<Shape<never, MoneyParts>, 'estimate'> = {
  id: 'spread_money',
  statement: spreadMoney,
  read: readMoney,
  none: noMoney,
  holdsRows: holdsCounts,
  // A slice without rows is 0 only as far as cost is known.
  wholeOf: () => ({}),
  behind: spendRows,
};

/** Amounts dealt to days, in one currency. */
export const spreadMoneyShape: Shape<MetricOf<'spread_money'>, MoneyParts> = { ...spread, estimate: spendOf };

/** The same of what was spent, less what was planned. */
export const planVarianceShape: Shape<MetricOf<'plan_variance'>, MoneyParts> = { ...spread, estimate: varianceOf };
