import { stratifiedRate } from '../definition.ts';
import { not } from '../dialect.ts';

export const auditPassRate = stratifiedRate({
  id: 'audit_pass_rate',
  title: 'Audit pass rate',
  what: 'Share of produced items that an audit finds right, for all items and not only the audited ones.',
  formula:
    'weight of audits that passed / weight of all audits, each weighing one over the probability of its draw; where audits say their stratum, each stratum weighs as many items as were submitted of it',
  serves: ['T2'],
  owner: 'lead',
  good: 'up',
  worse: 'down',
  unit: 'percent',
  fact: 'audit',
  time: 'last_submitted_at',
  maturityDays: 7,
  minimum: 'N30',
  interval: 'stratified_proportion',
  leftOut: [
    {
      code: 'auxiliary',
      rule: 'X-aux',
      says: 'audits of gold, calibration, qualification and pilot work',
      when: (audit) => audit.purpose.isNot('production'),
    },
    {
      code: 'superseded',
      rule: 'X-old',
      says: 'audits of an item that was audited again later',
      when: (audit) => not(audit.latest.isTrue()),
    },
  ],
  noted: [
    {
      code: 'unweighted',
      says: 'counted audits without a sampling probability: they weigh 1',
      when: (audit) => not(audit.sampled.isTrue()),
    },
    {
      code: 'not_blind',
      says: 'counted audits whose reviewer saw the label first; these pass more often',
      when: (audit) => not(audit.blind.isTrue()),
    },
  ],
  of: (audit) => audit.purpose.isKnown(),
  counts: { passed: { title: 'Passed', when: (audit) => audit.decision.is('pass') } },
  value: ['passed'],
});
