import { shareAtEnd } from '../definition.ts';

export const standardsAdoption = shareAtEnd({
  id: 'standards_adoption',
  title: 'Adoption of standards',
  what: 'Share of the teams whose latest attestation says that they use the template for guidelines, the dataset card and the evaluation gate.',
  formula:
    'teams that said yes to all three when they were last asked before the end of the period / all teams that were ever asked; what was not answered is no yes',
  serves: ['L18'],
  owner: 'lead',
  good: 'up',
  worse: 'down',
  unit: 'percent',
  fact: 'standards_of_team',
  time: 'looked_at',
  maturityDays: 0,
  minimum: 'NC',
  leftOut: [],
  noted: [
    {
      code: 'unanswered',
      says: 'teams that left something unanswered, which counts as no',
      when: (team) => team.said.is('unanswered'),
    },
  ],
  of: (team) => team.id.isKnown(),
  counts: {
    adopted: { title: 'Yes to all', when: (team) => team.said.is('yes') },
    declined: { title: 'No to something', when: (team) => team.said.is('no') },
    unanswered: { title: 'Not answered', when: (team) => team.said.is('unanswered') },
  },
  value: ['adopted'],
});
