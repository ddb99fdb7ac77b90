import { shareAtEnd } from '../definition.ts';
import { and, not } from '../dialect.ts';

export const rubricCoverage = shareAtEnd({
  id: 'rubric_coverage',
  title: 'Rubric coverage',
  what: 'Share of the workflows on the list of priorities that have approved guidelines with examples and counterexamples.',
  formula:
    'priority workflows with approved guidelines in force that have an example and a counterexample at least / priority workflows, at the end of the period',
  serves: ['L2'],
  owner: 'lead',
  good: 'up',
  worse: 'down',
  unit: 'percent',
  fact: 'rubric_of_workflow',
  time: 'looked_at',
  maturityDays: 0,
  minimum: 'NC',
  leftOut: [],
  noted: [],
  of: (workflow) => workflow.id.isKnown(),
  counts: {
    covered: { title: 'Covered', when: (workflow) => workflow.hasExamples.isTrue() },
    no_examples: {
      title: 'Guidelines without examples of both kinds',
      when: (workflow) => and(workflow.hasRubric.isTrue(), not(workflow.hasExamples.isTrue())),
    },
    no_rubric: { title: 'No approved guidelines', when: (workflow) => not(workflow.hasRubric.isTrue()) },
  },
  value: ['covered'],
});
