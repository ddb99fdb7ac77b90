import { eventRate } from '../definition.ts';
import { bySeverity, falseAlarm, untriaged } from './by-severity.ts';

export const incidentRate = eventRate({
  id: 'incident_rate',
  title: 'Incidents per million sessions',
  what: 'How many incidents there were for every million sessions of the products.',
  formula: 'incidents detected in the period / sessions counted in production in it, times a million',
  serves: [],
  owner: 'trust_safety',
  good: 'down',
  worse: 'up',
  unit: 'per_million_sessions',
  fact: 'incident',
  time: 'detected_at',
  maturityDays: 7,
  minimum: 'N0',
  interval: 'poisson_rate',
  exposure: { counter: 'sessions', per: 1e6 },
  leftOut: [falseAlarm],
  noted: [untriaged],
  of: (incident) => incident.id.isKnown(),
  counts: bySeverity,
});
