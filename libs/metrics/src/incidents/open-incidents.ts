import { sql } from 'kysely';
import { stillOpen } from '../definition.ts';
import { and } from '../dialect.ts';
import { ageColumn } from '../still-open/statement.ts';
import { bySeverity, falseAlarm } from './by-severity.ts';

const longSeconds = 30 * 86_400;

export const openIncidents = stillOpen({
  id: 'open_incidents',
  title: 'Open incidents',
  what: 'Incidents that were not over when the period ended.',
  formula: 'incidents detected before the end of the period and not resolved by then; it does not add over periods',
  serves: [],
  owner: 'trust_safety',
  good: 'down',
  worse: 'up',
  unit: 'incidents',
  fact: 'incident',
  time: 'detected_at',
  ended: 'resolved_at',
  maturityDays: 0,
  minimum: 'NC',
  leftOut: [
    falseAlarm,
    {
      code: 'unknown_end',
      rule: 'X-end',
      says: 'resolved incidents of which nobody noted when',
      when: (incident) => and(incident.status.is('resolved'), incident.resolvedAt.isNull()),
    },
  ],
  noted: [],
  of: (incident) => incident.id.isKnown(),
  counts: {
    ...bySeverity,
    old: { title: 'Open 30 days or more', when: () => sql`${sql.ref(ageColumn)} >= ${sql.lit(longSeconds)}` },
  },
});
