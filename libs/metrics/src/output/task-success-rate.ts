import { ratio } from '../ratio/definition.ts';
import { and, not } from '../dialect.ts';

export const taskSuccessRate = ratio({
  id: 'task_success_rate',
  title: 'Task success',
  what: 'Share of the tasks that people begin in a product that are done, as the product itself can tell.',
  formula:
    'tasks done / tasks begun, by the day on which they were begun, as products count them; of days without such counts the share of done ones among sampled sessions',
  serves: ['L6'],
  owner: 'lead',
  good: 'up',
  worse: 'down',
  unit: 'percent_of_counts',
  fact: 'task',
  time: 'begun_on',
  maturityDays: 1,
  minimum: 'N30',
  interval: 'ratio_of_sums',
  leftOut: [
    {
      code: 'uncounted',
      rule: 'X-unknown',
      says: 'counts of tasks begun without one of those that were done',
      when: (task) => task.succeeded.isNull(),
    },
    {
      code: 'impossible',
      rule: 'X-wrong',
      says: 'counts with more tasks done than begun, which cannot be',
      when: (task) => task.succeeded.exceeds(task.started),
    },
  ],
  noted: [
    {
      code: 'sampled',
      says: 'counted answers of sampled sessions, of days on which nobody counted tasks',
      when: (task) => task.source.is('sampled'),
    },
    {
      code: 'unweighted',
      says: 'counted production outputs without a sampling probability: they weigh 1',
      when: (task) => and(task.environment.is('production'), not(task.sampled.isTrue())),
    },
  ],
  of: (task) => task.started.isKnown(),
  counts: {},
  amount: (task) => task.succeeded.ref,
});
