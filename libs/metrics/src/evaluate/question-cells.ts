import type { Day, ErrorCode } from '@assay/contract';
import type { DimensionId } from '../dimensions.ts';
import type { Question } from '../plan/question.ts';
import type { Layout } from '../plan/slot.ts';
import type { CellParts, SlotCells } from './cell.ts';
import { AssayError, bucketsOf } from '@assay/contract';

/** One value a dimension split by. */
export type Slice = Readonly<Record<string, string | null>>;

export const sliceKey = (by: Slice): string => JSON.stringify(Object.entries(by).sort());

/** What is never pooled, in the words of a reader; a fact names its own. */
const guarded: Readonly<Partial<Record<DimensionId, { readonly code: ErrorCode; readonly plural: string }>>> = {
  environment: { code: 'ENVIRONMENT_POOLED', plural: 'environments' },
  criterion: { code: 'CRITERION_POOLED', plural: 'criteria' },
};

/**
 * Environments, and criteria of judges, are never mixed: neither in one number, nor along the periods of one slice, nor between a number and
 * what it is compared with.
 */
export function checkPooling(cells: readonly CellParts<unknown>[], guard: DimensionId): void {
  const [first, other] = [...new Set(cells.flatMap(({ environments }) => environments))].sort();
  if (first === undefined || other === undefined) return;
  const { code, plural } = guarded[guard] ?? { code: 'INTERNAL', plural: guard };
  throw new AssayError(
    code,
    `These numbers would pool the ${plural} ${first ?? 'not known'} and ${other ?? 'not known'}, which are never mixed.`,
    {
      hint: `Filter by ${guard}=${first ?? ''}, or split by ${guard}.`,
    },
  );
}

export interface QuestionCells {
  readonly slices: readonly Slice[];
  /** `from` is the first day of the bucket, or of the range for grain none. */
  find(by: Slice, from: Day): CellParts<unknown> | null;
  /** All periods of one slice. */
  of(by: Slice): readonly CellParts<unknown>[];
}

/** The cells of a question among those of its slot, which may serve other questions too. */
export function cellsOf(question: Question, layout: Layout, cells: SlotCells<unknown>): QuestionCells {
  const { grain, range, by } = question;
  const starts = new Set(grain === 'none' ? [range.from] : bucketsOf(range, grain));
  const own = (cells[layout.slotOf.get(question) as number] ?? []).filter(({ at }) => starts.has(at));
  const byKey = new Map(own.map((cell) => [`${sliceKey(cell.by)}@${cell.at}`, cell]));
  const bySlice = Map.groupBy(own, (cell) => sliceKey(cell.by));
  const slices = [...bySlice.values()].flatMap(([cell]) => (cell ? [cell.by] : []));
  return {
    slices: slices.length === 0 && by.length === 0 ? [{}] : slices,
    find: (slice, from) => byKey.get(`${sliceKey(slice)}@${from}`) ?? null,
    of: (slice) => bySlice.get(sliceKey(slice)) ?? [],
  };
}
