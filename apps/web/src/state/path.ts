/** The page that "/" shows. */
export const homePage = 'scorecard';

/** Which page a path is; null for a path of no page. */
export function pageAt(path: string): string | null {
  const parts = path.split('/').filter(Boolean);
  if (parts.length === 0) return homePage;
  return parts.length === 1 && parts[0] ? decodeURIComponent(parts[0]) : null;
}
