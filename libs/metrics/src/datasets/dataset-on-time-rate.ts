import { rate } from '../definition.ts';
import { and } from '../dialect.ts';

export const datasetOnTimeRate = rate({
  id: 'dataset_on_time_rate',
  title: 'Datasets ready on time',
  what: 'Share of dataset versions that were approved by the day that was agreed first.',
  formula:
    'versions approved, or handed over where no approval is noted, by the first agreed date / versions due in the period',
  serves: ['T14'],
  owner: 'lead',
  good: 'up',
  worse: 'down',
  unit: 'percent',
  fact: 'dataset',
  time: 'due_at',
  maturityDays: 7,
  minimum: 'N5',
  interval: 'wilson',
  leftOut: [
    {
      code: 'due_later',
      rule: 'X-open',
      says: 'versions that are not ready and whose day is still to come',
      when: (version) => and(version.readyAt.isNull(), version.isDueLater.isTrue()),
    },
  ],
  noted: [
    {
      code: 'no_approval',
      says: 'versions that were handed over and of which no approval is noted: the day of delivery counts',
      when: (version) => and(version.readyAt.isKnown(), version.approvedAt.isNull()),
    },
  ],
  of: (version) => version.id.isKnown(),
  counts: {
    on_time: { title: 'Ready on time', when: (version) => version.isReadyInTime.isTrue() },
    as_revised: { title: 'By the date last agreed', when: (version) => version.isReadyAsRevised.isTrue() },
  },
  value: ['on_time'],
});
