import type { Place } from './number.ts';
import { otherMember } from '@assay/contract';

/** Judgements that a number of one person is shown from (E17). */
export const fewestOfPerson = 20;

/** Whether a number is of one person: it is split by annotators, or filtered to one. The others of many are several. */
export const isOfPerson = ({ by, pinned }: Pick<Place, 'by' | 'pinned'>): boolean =>
  ('annotator' in by && by['annotator'] !== otherMember) || 'annotator' in pinned;
