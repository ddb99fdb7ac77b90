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

const confidential = { costly_answers: costly, worded_answers: worded, incidental_answers: incidental };
Object.assign(metrics, confidential);
(metricIds as string[]).push(...Object.keys(confidential));
// As if outputs were split by who graded them: every team is a person.
const team = { expression: sql`(select min(g.grader_id) from fact_grade g)` };
const own = (facts.output.dimensions as Record<string, unknown>)['team'];
Object.assign(facts.output.dimensions, { team });

/** Takes them out again, where tests of other files share the registries. */
export function withdrawConfidential(): void {
  for (const id of Object.keys(confidential)) {
    delete (metrics as Record<string, unknown>)[id];
    (metricIds as string[]).splice((metricIds as string[]).indexOf(id), 1);
  }
  const { dimensions } = facts.output as { dimensions: Record<string, unknown> };
  if (own === undefined) delete dimensions['team'];
  else dimensions['team'] = own;
}
