import type { Day } from '@assay/contract';
import type { Question } from '../plan/question.ts';
import type { Layout } from '../plan/slot.ts';
import type { CellParts } from './read.ts';
import { AssayError, bucketsOf } from '@assay/contract';

/** One value a dimension split by. */
export type Slice = Readonly<Record<string, string | null>>;

export const sliceKey = (by: Slice): string => JSON.stringify(Object.entries(by).sort());

function checkPooling(cell: CellParts): void {
  const [first, last] = cell.environments;
  if (first === last) return;
  throw new AssayError(
    'ENVIRONMENT_POOLED',
    `These numbers would pool the environments ${first ?? 'not known'} and ${last ?? 'not known'}, which are never mixed.`,
    {
      hint: `Filter by environment=${first ?? ''}, or split by environment.`,
    },
  );
}

export interface QuestionCells {
  readonly slices: readonly Slice[];
  /** `from` is the first day of the bucket, or of the range for grain none. */
  find(by: Slice, from: Day): CellParts | null;
}

/** The cells of a question among those of its slot, which may serve other questions too. */
export function cellsOf(question: Question, layout: Layout, cells: readonly (readonly CellParts[])[]): QuestionCells {
  const { grain, range, by } = question;
  const starts = new Set(grain === 'none' ? [range.from] : bucketsOf(range, grain));
  const own = (cells[layout.slotOf.get(question) as number] ?? []).filter(({ at }) => starts.has(at));
  for (const cell of own) checkPooling(cell);
  const byKey = new Map(own.map((cell) => [`${sliceKey(cell.by)}@${cell.at}`, cell]));
  const slices = new Map(own.map((cell) => [sliceKey(cell.by), cell.by]));
  return {
    slices: slices.size === 0 && by.length === 0 ? [{}] : [...slices.values()],
    find: (slice, from) => byKey.get(`${sliceKey(slice)}@${from}`) ?? null,
  };
}
