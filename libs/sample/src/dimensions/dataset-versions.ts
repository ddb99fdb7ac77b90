import type { Row } from '@assay/model';
import type { Calendar } from '../calendar.ts';
import type { CalibrationSet } from './calibration-sets.ts';
import { days, hours, instant, msOf, weekStart } from '../calendar.ts';
import { Chance } from '../chance.ts';
import { calibrationStory, remedyStory } from '../stories.ts';
import { calibrationSets } from './calibration-sets.ts';

type DatasetRow = Row<'dim_dataset_version'>;
type Purpose = NonNullable<DatasetRow['purpose']>;

interface Series {
  readonly key: string;
  readonly purpose: Purpose;
  readonly items: number;
  /** Share made by a model. */
  readonly synthetic: number;
  /** Weeks in which versions were due. */
  readonly due: readonly number[];
}

/** Data sets of the year. The training sets carry the number of the release that they went into. */
const series: readonly Series[] = [
  { key: 'tern-sft', purpose: 'sft', items: 5200, synthetic: 0.18, due: [-9, 9, 20, 34, 47] },
  { key: 'tern-preference', purpose: 'preference', items: 9100, synthetic: 0, due: [8, 19, 33, 46] },
  { key: 'boundary-eval', purpose: 'eval', items: 380, synthetic: 0.1, due: [5, 31] },
  { key: 'gold', purpose: 'gold', items: 1400, synthetic: 0, due: [2, 15, 28, 41, 54] },
  { key: 'attacks', purpose: 'red_team', items: 620, synthetic: 0.3, due: [11, 37] },
  { key: remedyStory.dataset, purpose: 'remediation', items: 900, synthetic: 0.25, due: [20] },
];

function versionRow(calendar: Calendar, { key, purpose, items, synthetic, due }: Series): readonly DatasetRow[] {
  const chance = new Chance(50 + items, calendar.seed);
  return due.map((week, place) => {
    const size = Math.round(items * (1 + 0.18 * place) * chance.between(0.94, 1.06));
    const at = msOf(weekStart(calendar, week)) + days(4);
    const slip = chance.happens(0.8) ? -days(4 * chance.unit()) : days(2 + 9 * chance.unit());
    const known = (ms: number) => (ms < calendar.end ? instant(ms) : null);
    const screened = Math.round(size * (place === 0 ? 0.9 : 1));
    return {
      dataset_version_id: `${key}@${place + 1}`,
      dataset_id: key,
      version_label: `${key} ${place + 1}`,
      purpose,
      parent_version_id: place === 0 ? null : `${key}@${place}`,
      item_count: size,
      synthetic_count: Math.round(size * synthetic),
      provenance_ok_count: Math.round(size * chance.between(0.95, 1)),
      pii_screened_count: screened,
      pii_hit_count: Math.round(screened * 0.003 * chance.unit()),
      duplicate_count: Math.round(size * 0.02 * chance.unit()),
      contaminated_count: Math.round(size * 0.002 * chance.unit()),
      card_complete: place > 0 || chance.happens(0.6),
      due_at: instant(at),
      due_revised_at: slip > days(6) ? instant(at + days(7)) : null,
      delivered_at: known(at + slip),
      approved_at: known(at + slip + days(2 * chance.unit())),
      commit_sha: null,
      issue_id: key === remedyStory.dataset ? remedyStory.issue : null,
    };
  });
}

/** Sets by which judges are held against people: made outputs of the products, drawn and graded within a fortnight. */
function calibrationRow(seed: number, { id, dataset, place, dueAt }: CalibrationSet): DatasetRow {
  const count = 2 * calibrationStory.ofEach;
  // On the last Friday or Saturday.
  const deliveredAt = dueAt - hours(new Chance(dueAt / days(1), seed).between(6, 54));
  return {
    dataset_version_id: id,
    dataset_id: dataset,
    version_label: `${dataset} ${place}`,
    purpose: 'gold',
    parent_version_id: place === 1 ? null : `${dataset}@${place - 1}`,
    item_count: count,
    synthetic_count: 0,
    provenance_ok_count: count,
    pii_screened_count: count,
    pii_hit_count: 0,
    duplicate_count: 0,
    contaminated_count: 0,
    card_complete: true,
    due_at: instant(dueAt),
    due_revised_at: null,
    delivered_at: instant(deliveredAt),
    approved_at: instant(deliveredAt + hours(3)),
    commit_sha: null,
    issue_id: null,
  };
}

/** When the first version of a data set of the series was approved. */
export function approvedAt(calendar: Calendar, dataset: string): string | null {
  return datasetRows(calendar).find(({ dataset_id }) => dataset_id === dataset)?.approved_at ?? null;
}

export function datasetRows(calendar: Calendar): readonly DatasetRow[] {
  return [
    ...series.flatMap((each) => versionRow(calendar, each)),
    ...calibrationSets(calendar).map((set) => calibrationRow(calendar.seed, set)),
  ];
}
