import { AssayError } from '@assay/contract';

/** Letters of an id that are enough to name a load. */
export const shortestLoadId = 6;

/**
 * The load that somebody means by an id or its first letters. LOAD_UNKNOWN where it is none, or not one.
 *
 * @param found loads whose ids begin so, at most two, those that were taken back last
 */
export function chooseLoad<Load extends { readonly takenBackAt: string | null }>(
  given: string,
  [first, second]: readonly Load[],
): Load {
  const hint = '`assay load` prints the id of a load when it is done; `--json` gives it as "load".';
  if (given.length < shortestLoadId) {
    throw new AssayError('LOAD_UNKNOWN', `The id of a load has ${shortestLoadId} letters at least.`, { hint });
  }
  if (first === undefined) throw new AssayError('LOAD_UNKNOWN', 'There is no load with this id.', { hint });
  if (first.takenBackAt !== null) {
    throw new AssayError('LOAD_UNKNOWN', `The load was taken back already, on ${first.takenBackAt.slice(0, 10)}.`, {
      hint: 'Load the file again to have its rows back.',
    });
  }
  if (second !== undefined && second.takenBackAt === null) {
    throw new AssayError('LOAD_UNKNOWN', 'More than one load begins with these letters.', {
      hint: 'Give the whole id.',
    });
  }
  return first;
}
