import type { Limits, Oracle, Placed, Said } from './ask.ts';
import type { World } from './world.ts';
import { numbersOf } from './ask.ts';
import { ratioLimits } from './ratio.ts';
import { dayIn } from './time.ts';
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

interface Asked extends Placed {
  /** On a scale to five; null where nothing is known of it. */
  readonly score: number | null;
  readonly isAnswered: boolean;
  readonly person: string;
  readonly team: string | null;
}

const opinions = ['usefulness', 'clarity', 'responsiveness'];

/** Answers added up within each of some groups. */
function groupsOf(
  answers: readonly Asked[],
  of: (asked: Asked) => string,
): readonly { readonly x: number; readonly y: number }[] {
  return [...Map.groupBy(answers, of).values()].map((own) => ({
    x: own.length,
    y: own.reduce((sum, { score }) => sum + (score ?? 0), 0),
  }));
}

function sayMean(rows: readonly Asked[]): Said {
  const answers = rows.filter(({ score, isAnswered }) => isAnswered && score !== null);
  const n = answers.length;
  const answered = rows.filter(({ isAnswered }) => isAnswered).length;
  const people = new Set(answers.map(({ person }) => person)).size;
  const teams = new Set(answers.flatMap(({ team }) => team ?? [])).size;
  const status = n === 0 ? 'no_data' : n < 8 || people < 5 ? 'low_n' : 'ok';
  const isShown = status === 'ok';
  // Somebody of no team stands alone; a person who answers for two teams is one of each.
  const whose = ({ person, team }: Asked): string =>
    JSON.stringify(teams >= 5 ? (team ?? person) : [person, team ?? person]);
  const sum = answers.reduce((all, { score }) => all + (score ?? 0), 0);
  const limits: Limits = isShown ? ratioLimits(groupsOf(answers, whose)) : { lower: null, upper: null };
  const codes = { not_answered: rows.length - answered, unknown_score: answered - n };
  return {
    value: isShown ? sum / n : null,
    status,
    n,
    rows: n,
    numerator: isShown ? sum : 0,
    numeratorRows: n,
    denominator: n,
    parts: {
      response_rate: { numerator: answered, rows: answered, value: rows.length === 0 ? null : answered / rows.length },
    },
    caveats: {
      ...Object.fromEntries(Object.entries(codes).filter(([, count]) => count > 0)),
      ...(n > 0 && answered < 0.4 * rows.length ? { low_response: null } : {}),
      ...(n > 0 && people < 5 ? { few_answering: null } : {}),
    },
    limits,
  };
}

/** What those who depend on the data say of it, on a scale to five. */
export const stakeholderSatisfaction =
  (world: World): Oracle =>
  (ask) => {
    const rows = world.fact_survey_response
      .filter((row) => inForce(row) && opinions.includes(row.question_code ?? ''))
      .map((row): Asked => {
        const isScored = row.score_num !== null && row.scale_max !== null && row.scale_max !== 0;
        return {
          day: dayIn(ask.zone, row.invited_at),
          dimensions: { question: row.question_code, team: row.team_id, respondent_function: row.respondent_function },
          score: isScored ? (5 * (row.score_num ?? 0)) / (row.scale_max ?? 1) : null,
          isAnswered: row.answered_at !== null,
          person: row.respondent_id ?? row.response_id,
          team: row.team_id,
        };
      });
    return numbersOf(rows, ask, { isOwn: () => true, say: sayMean });
  };
