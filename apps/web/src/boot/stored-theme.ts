/** Where the reader's choice of light or dark is kept. */
export const themeKey = 'assay.theme';

/** Before the first paint, so that nothing flashes. */
export function applyStoredTheme(): void {
  try {
    const theme = localStorage.getItem(themeKey);
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
  } catch {
    // Storage may be closed to us; the system's choice stands.
  }
}
