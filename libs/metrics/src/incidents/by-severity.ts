import type { CountDefinition, Exclusion, Note } from '../definition.ts';
import type { incidentView } from './incident-fact.ts';

type IncidentView = typeof incidentView;

export const falseAlarm: Exclusion<IncidentView> = {
  code: 'false_alarms',
  rule: 'X-false',
  says: 'incidents that were looked into and found to be nothing',
  when: (incident) => incident.status.is('false_alarm'),
};

/** Unknown is not harmless (E10). */
export const untriaged: Note<IncidentView> = {
  code: 'untriaged',
  says: 'counted incidents whose severity nobody has judged yet: each may be a P0',
  when: (incident) => incident.severity.isNull(),
};

const of = (rank: 'P0' | 'P1' | 'P2' | 'P3' | 'P4'): CountDefinition<IncidentView> => ({
  title: rank,
  when: (incident) => incident.severity.is(rank),
});

/** Severities now in force, the graver first, and what has none. */
export const bySeverity = {
  p0: of('P0'),
  p1: of('P1'),
  p2: of('P2'),
  p3: of('P3'),
  p4: of('P4'),
  untriaged: { title: 'Untriaged', when: (incident: IncidentView) => incident.severity.isNull() },
} as const;
