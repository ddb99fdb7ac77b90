import type { Oracle } from './ask.ts';
import type { World } from './world.ts';
import { sharesAtEnds } from './workflows.ts';
import { inForce } from './world.ts';

const standards = ['uses_rubric_template', 'uses_dataset_card', 'uses_eval_gate'];

/** Teams by what they said when they were last asked; what they had not answered then is no yes. */
export const standardsAdoption =
  (world: World): Oracle =>
  (ask) =>
    sharesAtEnds(ask, {
      kinds: ['adopted', 'declined', 'unanswered'],
      value: 'adopted',
      rowsAt: (instant) => {
        const asked = world.fact_survey_response.filter(
          (row) =>
            inForce(row) &&
            standards.includes(row.question_code ?? '') &&
            row.team_id !== null &&
            Date.parse(row.invited_at) < Date.parse(instant),
        );
        return [...Map.groupBy(asked, ({ team_id }) => team_id)].map(([team, own]) => {
          const attestation = ({ survey_id, wave }: (typeof own)[number]): string => `${survey_id ?? ''} ${wave ?? ''}`;
          const last = Math.max(...own.map(({ invited_at }) => Date.parse(invited_at)));
          const [latest] = own
            .filter(({ invited_at }) => Date.parse(invited_at) === last)
            .map(attestation)
            .sort()
            .reverse();
          const answers = own.filter(
            (row) =>
              attestation(row) === latest &&
              row.score_num !== null &&
              row.answered_at !== null &&
              Date.parse(row.answered_at) < Date.parse(instant),
          );
          const isNo = answers.some(({ score_num }) => (score_num ?? 0) <= 0);
          const isAll = standards.every((code) => answers.some(({ question_code }) => question_code === code));
          const kind = isNo ? 'declined' : isAll ? 'adopted' : 'unanswered';
          return { dimensions: { team }, is: [kind], notes: kind === 'unanswered' ? ['unanswered'] : [] };
        });
      },
    });
