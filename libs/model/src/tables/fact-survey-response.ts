import { flt, str, ts } from '../column.ts';
import { table } from '../table.ts';

export const factSurveyResponse = table({
  name: 'fact_survey_response',
  rows: 'survey responses',
  kind: 'fact',
  family: 'Tracking facts',
  core: false,
  changes: 'event',
  grain: 'one row per invited respondent, survey wave and question (not answered = `answered_at` NULL)',
  source: 'survey tool export, sheet; team attestations on standards use the same table',
  partition: 'invited_at',
  cluster: ['survey_id'],
  columns: [
    str('response_id', 'key of the invitation and question', { key: 1 }),
    str('survey_id', 'survey it belongs to'),
    str('wave', 'e.g. 2026Q4'),
    str('question_code', 'question asked', {
      oneOf: [
        'usefulness',
        'clarity',
        'responsiveness',
        'uses_rubric_template',
        'uses_dataset_card',
        'uses_eval_gate',
        'csat',
      ],
    }),
    str('respondent_id', 'who was asked', { pii: 'pseudo' }),
    str('respondent_function', 'function of the respondent', {
      oneOf: ['pm', 'engineering', 'trust_safety', 'support', 'end_user', 'team_lead'],
    }),
    str('team_id', 'team of the respondent', { maybe: true }),
    ts('invited_at', 'asked', { required: true }),
    ts('answered_at', 'answered; null = not', { maybe: true }),
    flt('score_num', 'yes/no as 1/0', { maybe: true }),
    flt('scale_max', '5 for 1..5'),
  ],
});
