import type { Row } from '@assay/model';
import type { Calendar } from '../calendar.ts';
import type { Release } from '../stories.ts';
import { days, instant, msOf, weekStart } from '../calendar.ts';
import { releasesOf, trialJudgeFrom } from '../stories.ts';

export function modelVersionId(release: Release): string {
  return `sample:model:tern-${release.label}`;
}

/** The version that answered at an instant. */
export function releaseAt(releases: readonly Release[], ms: number): Release {
  const shipped = releases.findLast((release) => release.shippedAt <= ms) ?? releases[0];
  if (shipped === undefined) throw new RangeError('There is no release.');
  return shipped;
}

export const judgeVersions = {
  main: 'sample:model:heron-judge-3',
  trial: 'sample:model:heron-judge-mini-1',
} as const;

const nothingMore = { training_dataset_version_id: null, rolled_back_at: null } as const;

function productRow(release: Release, index: number, all: readonly Release[]): Row<'dim_model_version'> {
  const before = all[index - 1];
  const next = all[index + 1];
  return {
    ...nothingMore,
    model_version_id: modelVersionId(release),
    model_family: 'tern',
    version_label: `Tern ${release.label}`,
    model_kind: 'product',
    release_id: release.label,
    stage: next === undefined ? 'production' : 'retired',
    baseline_model_version_id: before === undefined ? null : modelVersionId(before),
    config_hash: `sample:config:${release.story.key}`,
    rc_at: instant(release.shippedAt - days(10)),
    released_at: instant(release.shippedAt),
    retired_at: next === undefined ? null : instant(next.shippedAt),
    signoff_complete: true,
  };
}

function judgeRow(id: string, label: string, since: number): Row<'dim_model_version'> {
  return {
    ...nothingMore,
    model_version_id: id,
    model_family: 'heron-judge',
    version_label: label,
    model_kind: 'judge',
    release_id: null,
    stage: 'production',
    baseline_model_version_id: null,
    config_hash: `sample:config:${label}`,
    rc_at: null,
    released_at: instant(since),
    retired_at: null,
    signoff_complete: null,
  };
}

export function modelVersionRows(calendar: Calendar): Row<'dim_model_version'>[] {
  return [
    ...releasesOf(calendar).map(productRow),
    judgeRow(judgeVersions.main, 'Heron judge 3', msOf(weekStart(calendar, -8))),
    judgeRow(judgeVersions.trial, 'Heron judge mini 1', msOf(weekStart(calendar, trialJudgeFrom))),
  ];
}
