import type { ReactNode } from 'react';
import { formatAgo } from '../number/dates.ts';
import { usePageQuery } from './page-query.ts';
import { useNow } from './use-now.ts';

/** `Queried 2 minutes ago`: when these numbers were asked, which is not how fresh the data is. */
export function QueriedAgo(): ReactNode {
  const { answeredAt } = usePageQuery();
  const now = useNow(30_000, answeredAt !== null);
  return answeredAt === null ? null : `Queried ${formatAgo(answeredAt, now)}`;
}
