import type { FactViews } from '../facts.ts';
import { rate } from '../definition.ts';
import { and, or } from '../dialect.ts';

type Item = FactViews['assigned_item'];
type Reason = Parameters<Item['escalationReason']['is']>[0];

const escalatedFor = (reason: Reason) => (item: Item) => and(item.escalated.isTrue(), item.escalationReason.is(reason));

export const escalationRate = rate({
  id: 'escalation_rate',
  title: 'Escalation',
  what: 'Share of items that annotators escalated because the guidelines left them in doubt. Too few is a warning as well: people then guess in silence.',
  formula:
    'items escalated for ambiguity or policy / items first given to somebody in the period; an item that is escalated several times counts once, one escalated for another reason is shown apart',
  serves: ['T5'],
  owner: 'lead',
  good: 'band',
  worse: 'up',
  unit: 'percent',
  fact: 'assigned_item',
  time: 'first_assigned_at',
  maturityDays: 7,
  minimum: 'N30',
  interval: 'clustered_proportion',
  leftOut: [
    {
      code: 'auxiliary',
      rule: 'X-aux',
      says: 'items of gold, calibration, qualification and pilot work',
      when: (item) => item.purpose.isNot('production'),
    },
  ],
  noted: [],
  of: (item) => item.purpose.isKnown(),
  counts: {
    ambiguity: { title: 'For ambiguity', when: escalatedFor('ambiguity') },
    policy: { title: 'For a question of policy', when: escalatedFor('policy') },
    tooling: { title: 'For tooling, apart', when: escalatedFor('tooling') },
    sensitive: { title: 'For sensitive content, apart', when: escalatedFor('sensitive') },
    other: {
      title: 'For another or no known reason, apart',
      when: (item) =>
        and(item.escalated.isTrue(), or(item.escalationReason.isNull(), item.escalationReason.is('other'))),
    },
  },
  value: ['ambiguity', 'policy'],
});
