-- How much better release candidates do than what they are to replace, by the week of the candidate, on the cases that both
-- answered: the newest run of each side, what was found wrong with both by the same judges, and cases that hang together as one.
with side as (
  select model_version_id as candidate, unnest([model_version_id, baseline_model_version_id]) as model, rc_at, least(coalesce(released_at, 'infinity'), rc_at + interval 30 days) as until
  from dim_model_version where rc_at >= $from and rc_at < $to and baseline_model_version_id is not null and voided_at is null and not coalesce(is_test, false)
),
answer as materialized (
  select s.candidate, s.rc_at, s.model = s.candidate as is_new, o.case_version_id, o.output_id, o.status = 'ok' as is_ok
  from side s join fact_output o on o.model_version_id = s.model and o.produced_at >= s.rc_at - interval 30 days and o.produced_at < s.until
  where o.environment = 'eval' and o.case_version_id is not null and o.voided_at is null and not coalesce(o.is_test, false)
    and o.produced_at >= $from - interval 30 days and o.produced_at < $to + interval 30 days
  qualify coalesce(o.run_id, '') = first_value(coalesce(o.run_id, '')) over (partition by s.candidate, s.model, o.case_version_id order by o.produced_at desc, o.output_id)
),
vote as (
  select output_id, criterion, grader_id, grader_kind, max(is_defect::int) as bad, max(graded_at) as voted,
    case when grader_kind = 'human' and is_adjudicated then 1 when grader_kind = 'human' then 2 when grader_kind = 'model' then 3 else 4 end as tier
  from fact_grade
  where is_latest and voided_at is null and not coalesce(is_test, false) and is_defect is not null and criterion in ('refusal', 'policy', 'harm', 'hallucination', 'failure_mode')
    and produced_at >= $from - interval 30 days and produced_at < $to + interval 30 days and (grader_kind <> 'model' or (criterion, grader_id) in $judges)
    and output_id in (select output_id from answer)
  group by output_id, criterion, grader_id, grader_kind, is_adjudicated
),
deciding as (
  select *, row_number() over (partition by output_id, criterion, tier order by voted desc, grader_id) as recency from vote
  qualify tier = min(tier) over (partition by output_id, criterion) and (tier <> 1 or recency = 1)
),
verdict as (
  select d.output_id, d.criterion, case when min(d.tier) = 4 then max(d.bad) * 2 when sum(d.bad) * 2 > count(*) then 2 when sum(d.bad) * 2 = count(*) then 1 else 0 end as rank,
    string_agg(d.grader_id || '@' || coalesce(a.model_version_id, ''), ',' order by d.grader_id, a.model_version_id) filter (d.grader_kind = 'model') as judges
  from deciding d
  left join dim_annotator a on d.grader_kind = 'model' and a.annotator_id = d.grader_id and a.voided_at is null and a.valid_from <= d.voted and coalesce(d.voted < a.valid_to, true)
  group by d.output_id, d.criterion
),
found as (select a.candidate, a.case_version_id, a.is_new, a.output_id, v.criterion, if(a.is_ok, v.rank, null) as rank, v.judges from answer a join verdict v using (output_id)),
told as (
  select candidate, case_version_id, criterion, coalesce(bool_or(rank <> 1) filter (is_new) and bool_or(rank <> 1) filter (not is_new), false) as is_judged,
    coalesce(min(judges) filter (is_new) <> min(judges) filter (not is_new) or max(judges) filter (is_new) <> max(judges) filter (not is_new), false) as differs
  from found group by all
),
pass as (
  select f.candidate, f.case_version_id, f.is_new, case when bool_or(f.rank = 2) then 0 when bool_or(f.rank = 0) then 1 end as pass
  from found f join told t using (candidate, case_version_id, criterion) where t.is_judged and not t.differs
  group by f.candidate, f.case_version_id, f.is_new, f.output_id
),
passed as (
  select candidate, case_version_id, avg(pass) filter (is_new) as now, avg(pass) filter (not is_new) as before, greatest(count(pass) filter (is_new), count(pass) filter (not is_new)) > 1 as is_repeated from pass group by all
),
placed as (
  select date_trunc('week', p.rc_at::timestamp)::date as week, coalesce(c.cluster_id, c.case_id, p.case_version_id) as cluster, s.now, s.before, s.is_repeated, c.contamination = 'suspect' as suspect,
    case when c.contamination = 'contaminated' then 1 when c.retired_at <= p.rc_at then 2 when p.sides < 2 then 3 when s.now is null and d.differs then 4 when s.now is null then 5 else 0 end as state
  from (select candidate, rc_at, case_version_id, count(distinct is_new) as sides from answer group by all) p
  left join dim_test_case c on c.case_version_id = p.case_version_id and c.voided_at is null
  left join passed s on s.candidate = p.candidate and s.case_version_id = p.case_version_id
  left join (select candidate, case_version_id, bool_or(is_judged and differs) as differs from told group by all) d on d.candidate = p.candidate and d.case_version_id = p.case_version_id
)
select week, cases, is_repeated, now, before, count(*) as clusters, sum(now) as x, sum(before) as n, null as both, null as gained, null as lost, null as neither, null as out1, null as out2, null as out3, null as out4, null as out5, null as noted
from (select week, cluster, count(*) as cases, bool_or(is_repeated) as is_repeated, avg(now) as now, avg(before) as before from placed where state = 0 group by all) group by week, cases, is_repeated, now, before
union all
select week, null, null, null, null, null, null, null, count(*) filter (state = 0 and now = 1 and before = 1), count(*) filter (state = 0 and now = 1 and before = 0), count(*) filter (state = 0 and now = 0 and before = 1),
  count(*) filter (state = 0 and now = 0 and before = 0), count(*) filter (state = 1), count(*) filter (state = 2), count(*) filter (state = 3), count(*) filter (state = 4), count(*) filter (state = 5), count(*) filter (state = 0 and suspect)
from placed group by week
