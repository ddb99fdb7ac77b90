import { total } from '../definition.ts';
import { not } from '../dialect.ts';
import { auxiliary, batchSampled, duplicate, revoked, withdrawn } from './exclusions.ts';

export const acceptedItems = total({
  id: 'accepted_items',
  title: 'Accepted items',
  what: 'Items that passed quality control and are part of the corpus.',
  formula:
    'items by the day of their acceptance, without those whose acceptance was withdrawn; with item_basis=ledger all acceptances, less those withdrawn on the day they were withdrawn',
  serves: ['L1'],
  owner: 'lead',
  good: 'up',
  worse: 'down',
  unit: 'items',
  fact: 'work_item',
  time: 'accepted_at',
  // A number of items alone invites to make many bad ones.
  companions: ['acceptance_rate', 'audit_pass_rate'],
  maturityDays: 14,
  minimum: 'NC',
  leftOut: [auxiliary, duplicate, revoked],
  noted: [batchSampled, withdrawn],
  of: (item) => item.verdict.isKnown(),
  counts: {
    // Redone items are told apart from new ones (E2).
    new: { title: 'New', when: (item) => not(item.refresh.isTrue()) },
    refresh: { title: 'Redone under a newer rubric', when: (item) => item.refresh.isTrue() },
  },
});
