/** The page about the data, which the freshness leads to where there is one. */
export const dataPage = 'data';

/** The page that "/" shows. */
export const homePage = 'scorecard';

/** Which page a path is; null for a path of no page, or one that is not written as addresses are. */
export function pageAt(path: string): string | null {
  const parts = path.split('/').filter(Boolean);
  if (parts.length === 0) return homePage;
  if (parts.length > 1 || !parts[0]) return null;
  try {
    return decodeURIComponent(parts[0]);
  } catch {
    return null;
  }
}
