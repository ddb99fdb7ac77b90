import { pageAt } from '../state/path.ts';

/** Which page asks, for the tags of the statements: see the API's request-askers.ts. Ids are plain, other names no page's. */
export function pageHeader(path = window.location.pathname): Readonly<Record<string, string>> {
  const page = pageAt(path);
  return page !== null && /^[\w-]+$/.test(page) ? { 'assay-page': page } : {};
}
