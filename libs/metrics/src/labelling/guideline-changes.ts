import type { RawBuilder } from 'kysely';
import type { Tables } from '../tables.ts';
import { sql } from 'kysely';

/** One version of a task's guideline. Instants are ISO 8601 in UTC. */
export interface Edition {
  readonly task: string;
  readonly version: string | null;
  /** Versions of equal groups may be pooled; null where nobody said. */
  readonly group: string | null;
  readonly from: string;
}

/** A version of a task's guideline whose labels are not pooled with those before it (E18). */
export interface GuidelineChange {
  readonly task: string;
  readonly version: string | null;
  readonly at: string;
}

/** Tasks have some versions each, and there are hundreds of tasks, not more. */
const mostEditions = 10_000;

/** Versions of the guidelines of all tasks, oldest first. */
export function guidelineStatement(tables: Tables): RawBuilder<unknown> {
  return sql`select task_id, rubric_version, compat_group, valid_from
  from ${tables('dim_task')} t
  where valid_from is not null and voided_at is null and coalesce(is_test, false) = false
  order by valid_from, task_version_id
  limit ${sql.lit(mostEditions)}`;
}

/** Versions of another group than the one before of the same task; the first of a task changes nothing. Takes them oldest first. */
export function guidelineChanges(editions: readonly Edition[]): readonly GuidelineChange[] {
  const before = new Map<string, Edition>();
  return editions.flatMap((edition) => {
    const last = before.get(edition.task);
    before.set(edition.task, edition);
    const isBreak = last !== undefined && last.group !== edition.group;
    return isBreak ? [{ task: edition.task, version: edition.version, at: edition.from }] : [];
  });
}
