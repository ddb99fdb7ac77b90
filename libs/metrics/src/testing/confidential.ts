import { sql } from 'kysely';
import { rate } from '../definition.ts';
import { and } from '../dialect.ts';
import { facts } from '../facts.ts';
import { overRefusalRate } from '../output/over-refusal-rate.ts';
import { metricIds, metrics } from '../registry.ts';

/**
 * Definitions that read what is not for everybody, put into the registries by importing this: for tests of rights in every
 * room. Where money is known, and texts are, they say what over-refusal says.
 */
const costly = rate({
  ...overRefusalRate,
  id: 'costly_answers',
  title: 'Costly answers',
  of: (output) => and(overRefusalRate.of(output), sql`exists (select 1 from fact_invoice_line l where l.amount > 0)`),
});

const worded = rate({
  ...overRefusalRate,
  id: 'worded_answers',
  title: 'Worded answers',
  of: (output) =>
    and(overRefusalRate.of(output), sql`(exists (select 1 from ref_content c where c.text = '') or true)`),
});

const incidental = rate({
  ...overRefusalRate,
  id: 'incidental_answers',
  title: 'Incidental answers',
  of: (output) => and(overRefusalRate.of(output), sql`(exists (select 1 from fact_incident) or true)`),
});

Object.assign(metrics, { costly_answers: costly, worded_answers: worded, incidental_answers: incidental });
(metricIds as string[]).push('costly_answers', 'worded_answers', 'incidental_answers');
// As if outputs were split by who graded them: every team is a person.
Object.assign(facts.output.dimensions, { team: { expression: sql`(select min(g.grader_id) from fact_grade g)` } });
