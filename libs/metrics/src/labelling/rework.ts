import type { Sql } from '../dialect.ts';
import type { WorkItemView } from './work-item-view.ts';
import { and, or } from '../dialect.ts';

/** Sent back once or more often, or refused at once. */
export const sentBack = (item: WorkItemView): Sql =>
  or(item.sentBack.isTrue(), item.firstDecision.isOneOf('reject', 'rework'));

/** Sent back for what its annotator did, not for what the task or the tool did. */
export const sentBackForError = (item: WorkItemView): Sql =>
  and(sentBack(item), item.reworkReason.is('annotator_error'));
