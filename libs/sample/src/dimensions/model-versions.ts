import type { Row } from '@assay/model';
import type { Calendar } from '../calendar.ts';
import type { Version } from '../stories.ts';
import { days, instant, msOf, weekStart } from '../calendar.ts';
import { judgeFrom, versionsOf } from '../stories.ts';

type VersionRow = Row<'dim_model_version'>;

export function modelVersionId(version: Version): string {
  return `tern-${version.label}`;
}

export const judgeVersions = {
  before: 'heron-judge-2',
  main: 'heron-judge-3',
  trial: 'heron-judge-mini-1',
} as const;

export type JudgeKey = keyof typeof judgeVersions;

export const prelabelVersion = 'wren-prelabel-1';

/** Each release was trained on the newest data set of the quarter before it. */
function trainingSet(version: Version): string {
  return `tern-sft@${version.story.key.slice(1, 2)}`;
}

function productRow(version: Version, index: number, all: readonly Version[]): VersionRow {
  const before = all[index - 1];
  const next = all[index + 1];
  return {
    model_version_id: modelVersionId(version),
    model_family: 'tern',
    version_label: `Tern ${version.label}`,
    model_kind: 'product',
    release_id: version.release,
    stage: next === undefined ? 'production' : 'retired',
    baseline_model_version_id: before === undefined ? null : modelVersionId(before),
    training_dataset_version_id: trainingSet(version),
    config_hash: `sample:config:${version.story.key}`,
    rc_at: instant(version.candidateAt),
    released_at: instant(version.shippedAt),
    retired_at: next === undefined ? null : instant(next.shippedAt),
    rolled_back_at: null,
    // The guardrail change went out in a hurry.
    signoff_complete: version.story.key !== 'r2-guardrail',
  };
}

interface Aide {
  readonly id: string;
  readonly label: string;
  readonly kind: 'judge' | 'prelabel';
  readonly since: number;
  readonly until: number | null;
}

function aideRow({ id, label, kind, since, until }: Aide): VersionRow {
  return {
    model_version_id: id,
    model_family: kind === 'judge' ? 'heron-judge' : 'wren-prelabel',
    version_label: label,
    model_kind: kind,
    release_id: null,
    stage: until === null ? 'production' : 'retired',
    baseline_model_version_id: null,
    training_dataset_version_id: null,
    config_hash: `sample:config:${label}`,
    rc_at: null,
    released_at: instant(since),
    retired_at: until === null ? null : instant(until),
    rolled_back_at: null,
    signoff_complete: null,
  };
}

export function modelVersionRows(calendar: Calendar): readonly VersionRow[] {
  const since = (week: number) => msOf(weekStart(calendar, week));
  const aides: readonly Aide[] = [
    {
      id: judgeVersions.before,
      label: 'Heron judge 2',
      kind: 'judge',
      since: since(judgeFrom.before),
      until: since(judgeFrom.main) + days(7),
    },
    { id: judgeVersions.main, label: 'Heron judge 3', kind: 'judge', since: since(judgeFrom.main), until: null },
    { id: judgeVersions.trial, label: 'Heron judge mini 1', kind: 'judge', since: since(judgeFrom.trial), until: null },
    { id: prelabelVersion, label: 'Wren prelabel 1', kind: 'prelabel', since: since(-10), until: null },
  ];
  return [...versionsOf(calendar).map(productRow), ...aides.map(aideRow)];
}
