import type { Exclusion, Note } from '../definition.ts';
import type { SpendView } from './spend-view.ts';
import { not } from '../dialect.ts';

/** Lines that are no cost, or of which not enough is known: the same for every metric of money. */
export const leftOutLines = [
  {
    code: 'draft_or_void',
    rule: 'X-draft',
    says: 'lines in draft or void',
    when: (spend) => spend.status.isOneOf('draft', 'void'),
  },
  {
    code: 'no_amount',
    rule: 'X-null',
    says: 'lines without an amount, deliveries and hours that no rate card has a price for, and fixed fees without an end',
    when: (spend) => spend.amount.isNull(),
  },
  {
    code: 'undated',
    rule: 'X-null',
    says: 'lines whose days of service are not known',
    when: (spend) => not(spend.dated.isTrue()),
  },
] as const satisfies readonly Exclusion<SpendView>[];

export const unconverted: Note<SpendView> = {
  code: 'unconverted',
  says: 'lines without an exchange rate for their month: their amounts stand beside the number',
  when: (spend) => spend.rate.isNull(),
};

export const disputed: Note<SpendView> = {
  code: 'disputed',
  says: 'lines in dispute, which count',
  when: (spend) => spend.status.is('disputed'),
};

export const unlinkedCredit: Note<SpendView> = {
  code: 'unlinked_credit',
  says: 'credits that name no line: they count in their own days of service',
  when: (spend) => spend.unlinked.isTrue(),
};
