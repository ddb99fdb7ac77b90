import { createContext, useContext } from 'react';
import type { PanelInput } from '../gql/types.ts';
import type { Question } from './question.ts';

/** The page's one request for all its numbers, as its panels see it. */
export interface PageQuery {
  /** What the numbers on screen were asked by. */
  readonly questions: readonly Question[];
  /** Since when new numbers are awaited, in ms of Date.now; null while they are not. */
  readonly startedAt: number | null;
  /** When the numbers on screen arrived. */
  readonly answeredAt: number | null;
  readonly cancel: () => void;
  readonly retry: () => void;
}

const nothing = (): void => undefined;
const idle: PageQuery = { questions: [], startedAt: null, answeredAt: null, cancel: nothing, retry: nothing };

export const PageQueryContext = createContext(idle);

export function usePageQuery(): PageQuery {
  return useContext(PageQueryContext);
}

/** What one of a panel's questions asked; null before it was. */
export function usePanelInput(panel: string, question: string): PanelInput | null {
  const { questions } = usePageQuery();
  return questions.find((candidate) => candidate.panel === panel && candidate.key === question)?.input ?? null;
}
