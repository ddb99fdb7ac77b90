-- What stakeholders answered by week, with sums over teams, and teams that keep the standards at the end of each week.
with ends as (select d::date - 7 as week, timezone('UTC', d) as looked_at from generate_series($first_week::timestamp + interval 7 days, $end_week::timestamp, interval 7 days) t(d)),
asked as (
  select e.week, s.team_id, concat(s.survey_id, ' ', s.wave) as attestation, s.question_code, s.invited_at, case when s.answered_at < e.looked_at then s.score_num end as score,
    max(s.invited_at) over (partition by e.week, s.team_id) as newest
  from ends e join fact_survey_response s on s.invited_at < e.looked_at
  where s.question_code in ('uses_rubric_template', 'uses_dataset_card', 'uses_eval_gate') and s.team_id is not null and s.voided_at is null and not coalesce(s.is_test, false)
),
attested as (
  select week, team_id, count(distinct question_code) filter (score > 0) as yes, count(*) filter (score <= 0) as no
  from (select *, max(attestation) filter (invited_at = newest) over (partition by week, team_id) as latest from asked) where attestation = latest
  group by all
),
team as (
  select date_trunc('week', invited_at::timestamp)::date as week, coalesce(team_id, respondent_id, response_id) as team, count(*) filter (answered_at is not null and score is not null) as n,
    count(distinct coalesce(respondent_id, response_id)) filter (answered_at is not null and score is not null) as people, sum(score) filter (answered_at is not null) as x,
    sum(score * score) filter (answered_at is not null) as xx, count(*) filter (answered_at is null) as unanswered, count(*) filter (answered_at is not null and score is null) as unknown
  from (select *, 5 * score_num::double / nullif(scale_max::double, 0) as score from fact_survey_response)
  where invited_at >= $from and invited_at < $to and question_code in ('usefulness', 'clarity', 'responsiveness') and voided_at is null and not coalesce(is_test, false)
  group by all
)
select 'stakeholder_satisfaction' as metric, week, sum(n) as n, sum(x) as x, sum(xx) as xx, sum(n * n) as mm, sum(x * x) as tt, sum(x * n) as xm, count(*) filter (n > 0) as teams, sum(people) as people, sum(unanswered) as out1, sum(unknown) as out2
from team group by week
union all
select 'standards_adoption', week, count(*), count(*) filter (no = 0 and yes = 3), null, null, null, null, null, null, count(*) filter (no > 0), count(*) filter (no = 0 and yes < 3)
from attested group by week
