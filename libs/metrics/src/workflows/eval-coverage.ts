import { shareAtEnd } from '../definition.ts';
import { and, not } from '../dialect.ts';

export const evalCoverage = shareAtEnd({
  id: 'eval_coverage',
  title: 'Evaluation coverage',
  what: 'Share of the workflows on the list of priorities that enough golden cases test, in a suite that ran of late.',
  formula:
    'priority workflows with 20 live golden cases at least (another number where assay.yaml says so) and an automated run in the last 30 days / priority workflows, at the end of the period',
  serves: ['L3', 'T7'],
  owner: 'lead',
  good: 'up',
  worse: 'down',
  unit: 'percent',
  fact: 'suite_of_workflow',
  time: 'looked_at',
  maturityDays: 0,
  minimum: 'NC',
  leftOut: [],
  noted: [],
  of: (workflow) => workflow.id.isKnown(),
  counts: {
    covered: { title: 'Covered', when: (workflow) => and(workflow.hasCases.isTrue(), workflow.isRun.isTrue()) },
    few_cases: { title: 'Too few live golden cases', when: (workflow) => not(workflow.hasCases.isTrue()) },
    not_run: { title: 'Not run in the last 30 days', when: (workflow) => not(workflow.isRun.isTrue()) },
  },
  value: ['covered'],
});
