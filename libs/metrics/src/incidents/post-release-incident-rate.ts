import type { incidentView } from './incident-fact.ts';
import { eventRate } from '../definition.ts';
import { and, or } from '../dialect.ts';
import { falseAlarm, untriaged } from './by-severity.ts';

type IncidentView = typeof incidentView;

const isMended = ({ remediation }: IncidentView) => remediation.isOneOf('hotfix', 'rollback');

export const postReleaseIncidentRate = eventRate({
  id: 'post_release_incident_rate',
  title: 'Incidents that needed a hotfix or rollback',
  what: 'How many incidents of the models were mended in haste, by a hotfix or by taking a release back, in a quarter of a year.',
  formula:
    'incidents of the models detected in the period and mended by hotfix or rollback / days of the period that are over, times the days of a quarter',
  serves: ['L16'],
  owner: 'trust_safety',
  good: 'down',
  worse: 'up',
  unit: 'per_quarter',
  fact: 'incident',
  time: 'detected_at',
  maturityDays: 7,
  minimum: 'N0',
  interval: 'poisson_rate',
  // Quarters have 90 to 92 days: this is their mean.
  exposure: { counter: null, per: 365.25 / 4 },
  leftOut: [
    falseAlarm,
    {
      code: 'unknown_cause',
      rule: 'X-unknown',
      says: 'incidents of which nobody noted whether a model was behind them, or how they were mended',
      when: (incident) => or(incident.isLlmRelated.isNull(), incident.remediation.isNull()),
    },
  ],
  noted: [untriaged],
  of: (incident) =>
    and(
      or(incident.isLlmRelated.isTrue(), incident.isLlmRelated.isNull()),
      or(isMended(incident), incident.remediation.isNull()),
    ),
  counts: {
    hotfix: { title: 'Hotfix', when: (incident) => incident.remediation.is('hotfix') },
    rollback: { title: 'Rollback', when: (incident) => incident.remediation.is('rollback') },
    after_release: {
      title: 'Within 30 days of the release behind it',
      when: (incident) => incident.isSoonAfterRelease.isTrue(),
    },
  },
});
