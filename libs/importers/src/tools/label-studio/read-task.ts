import type { JsonObject } from '../json-value.ts';
import { Fault, exactAt, idAt, idOf, listOf, objectOf, objectsOf, textOf } from '../json-value.ts';

/** A task as it is exported, with what the rows are made of. Instants are as they stand there. */
export interface Task {
  readonly id: string;
  readonly project: string | null;
  readonly data: JsonObject;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  /** Answers asked for, where the export says it. */
  readonly overlap: number | null;
  readonly hasDraft: boolean;
  /** By instant, then by id. */
  readonly annotations: readonly Annotation[];
  readonly predictions: ReadonlyMap<string, JsonObject>;
}

export interface Annotation {
  readonly id: string;
  readonly record: JsonObject;
  readonly isSkipped: boolean;
  readonly isGroundTruth: boolean;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly leadTime: number | null;
  /** By instant, then by id. */
  readonly reviews: readonly Review[];
}

export interface Review {
  readonly id: string;
  readonly createdBy: unknown;
  readonly createdAt: string | null;
  readonly startedAt: string | null;
  readonly isAccepted: boolean;
  readonly isFixed: boolean;
}

export function readTask(record: JsonObject): Task {
  const { overlap } = record;
  const data = objectOf(record['data']);
  if (data === null) throw new Fault('it has no data');
  return {
    id: idOf(record, 'the task'),
    project: projectOf(record),
    data,
    createdAt: textOf(record['created_at']),
    updatedAt: textOf(record['updated_at']),
    overlap: typeof overlap === 'number' ? overlap : null,
    hasDraft: listOf(record, 'drafts').length > 0,
    annotations: inOrder(
      objectsOf(record, 'annotations' in record ? 'annotations' : 'completions').map(readAnnotation),
    ),
    predictions: new Map(
      // Snapshots name them by id alone.
      listOf(record, 'predictions').flatMap((value) => {
        const prediction = objectOf(value);
        const id = prediction === null ? null : idAt(prediction, 'id');
        return prediction === null || id === null ? [] : [[id, prediction] as const];
      }),
    ),
  };
}

function readAnnotation(record: JsonObject): Annotation {
  const { lead_time: leadTime } = record;
  return {
    id: idOf(record, 'an annotation'),
    record,
    // The name before Label Studio 1.0.
    isSkipped: record['was_cancelled'] === true || record['skipped'] === true,
    isGroundTruth: record['ground_truth'] === true,
    createdAt: textOf(record['created_at']),
    updatedAt: textOf(record['updated_at']),
    leadTime: typeof leadTime === 'number' ? leadTime : null,
    reviews: inOrder(objectsOf(record, 'reviews').flatMap(readReview)),
  };
}

/** A review without a verdict is not made yet. */
function readReview(record: JsonObject): readonly Review[] {
  const { accepted, fixed_annotation_history: fixed } = record;
  if (typeof accepted !== 'boolean') return [];
  const startedAt = textOf(record['started_at']);
  if (startedAt !== null && Number.isNaN(Date.parse(startedAt)))
    throw new Fault('started_at of a review is no instant');
  return [
    {
      id: idOf(record, 'a review'),
      createdBy: exactAt(record, 'created_by'),
      createdAt: textOf(record['created_at']),
      startedAt,
      isAccepted: accepted,
      isFixed: fixed !== null && fixed !== undefined,
    },
  ];
}

/** A project is given as its id, or as an object that has one. */
function projectOf(record: JsonObject): string | null {
  const project = objectOf(record['project']);
  return project === null ? idAt(record, 'project') : idAt(project, 'id');
}

/** An instant as a number; 0 where it is not known or not one. */
export const timeOf = (instant: string | null): number => (instant === null ? 0 : Date.parse(instant) || 0);

/** Negative where `a` comes before `b`; what is not known comes first. Instants of one form are compared as they stand. */
export function compareInstants(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a !== null && a.length === b?.length && a.endsWith('Z') && b.endsWith('Z')) return a < b ? -1 : 1;
  return timeOf(a) - timeOf(b);
}

function inOrder<T extends { readonly id: string; readonly createdAt: string | null }>(
  things: readonly T[],
): readonly T[] {
  if (things.length < 2) return things;
  return things.toSorted(
    (a, b) => compareInstants(a.createdAt, b.createdAt) || a.id.length - b.id.length || (a.id < b.id ? -1 : 1),
  );
}
