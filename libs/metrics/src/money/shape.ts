import type { MetricOf } from '../definition.ts';
import type { Shape } from '../shape.ts';
import type { MoneyParts } from './read.ts';
import { noCounts } from '../event-rate/read.ts';
import { spendOf } from './estimate.ts';
import { readMoney } from './read.ts';
import { spendRows, spreadMoney } from './statement.ts';

/** Amounts dealt to days, in one currency. */
export const spreadMoneyShape: Shape<MetricOf<'spread_money'>, MoneyParts> = {
  id: 'spread_money',
  statement: spreadMoney,
  read: readMoney,
  none: { ...noCounts, groups: [] },
  holdsRows: ({ rows, leftOut }) => rows > 0 || Object.values(leftOut).some((count) => count > 0),
  estimate: spendOf,
  behind: spendRows,
};
