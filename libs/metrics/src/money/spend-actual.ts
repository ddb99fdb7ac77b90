import { spreadMoney } from '../definition.ts';
import { and } from '../dialect.ts';
import { disputed, leftOutLines, unconverted, unlinkedCredit } from './line-rules.ts';

export const spendActual = spreadMoney({
  id: 'spend_actual',
  title: 'Spend',
  what: 'What the work of a period cost: invoiced lines by the days they were for, and what is owed and not billed yet.',
  formula:
    'amounts of approved, disputed and paid lines, each dealt evenly to its days of service, and, at the rate card, delivered units, hours of work and days of fixed fees that are in no invoice; with money_basis=ledger lines alone, by the day of posting; lines convert with the month average of their service month, what is owed with its month end',
  serves: [],
  owner: 'finance',
  good: 'band',
  worse: 'up',
  unit: 'money',
  fact: 'spend',
  time: 'booked_on',
  maturityDays: 30,
  minimum: 'NC',
  leftOut: leftOutLines,
  noted: [unconverted, disputed, unlinkedCredit],
  of: (spend) => spend.id.isKnown(),
  counts: {
    invoiced: {
      title: 'Invoiced',
      when: (spend) => and(spend.source.is('line'), spend.status.isNot('disputed')),
    },
    disputed: { title: 'Disputed', when: (spend) => spend.status.is('disputed') },
    accrued: { title: 'Not invoiced yet', when: (spend) => spend.source.isOneOf('accrual', 'hours', 'fee') },
  },
});
