-- Independent answers to one question of an item as one text, and items with one text in a row, by week of the last.
with answer as (
  select a.work_item_id, a.question_code, t.task_id, t.compat_group, case when a.value_set is not null then 'multi_label' else t.label_level end as level, a.submitted_at, w.purpose,
    coalesce(a.value_code, a.value_set, a.value_num::varchar) as label, a.status, a.stage, coalesce(a.is_latest, false) as latest, p.annotator_id is not null as automatic
  from fact_annotation a
  join fact_work_item w on w.work_item_id = a.work_item_id and w.voided_at is null and not coalesce(w.is_test, false)
  left join dim_task t on t.task_version_id = w.task_version_id and t.voided_at is null
  left join (select distinct annotator_id from dim_annotator where annotator_kind <> 'human' and voided_at is null) p on p.annotator_id = a.annotator_id
  where a.submitted_at >= $wide_from and a.submitted_at < $wide_to and a.voided_at is null and not coalesce(a.is_test, false)
),
item as (
  select work_item_id, question_code, task_id, compat_group, level, any_value(purpose) as purpose,
    coalesce(max(submitted_at) filter (status = 'submitted' and latest and not automatic and label is not null and stage in ('initial', 'overlap')), max(submitted_at)) as answered_at,
    count(*) filter (status = 'submitted' and latest and not automatic and label is not null and stage in ('initial', 'overlap')) as answers,
    list(label) filter (status = 'submitted' and latest and not automatic and label is not null and stage in ('initial', 'overlap')) as labels,
    count(*) filter (status <> 'submitted') as skipped, count(*) filter (status = 'submitted' and automatic) as automatic,
    count(*) filter (status = 'submitted' and not automatic and stage in ('rework', 'adjudication')) as later,
    count(*) filter (status = 'submitted' and not automatic and stage in ('initial', 'overlap') and not latest) as superseded
  from answer
  group by work_item_id, question_code, task_id, compat_group, level
)
select date_trunc('week', answered_at::timestamp)::date as week, task_id, question_code, compat_group, level, case when answers >= 2 and purpose = 'production' then array_to_string(list_sort(labels), '|') end as pattern,
  count(*) as items, sum(answers) as answers, sum(skipped) as skipped, sum(automatic) as automatic, sum(later) as later, sum(superseded) as superseded
from item
where answered_at >= $from and answered_at < $to
group by all
