import { useState } from 'react';
import { themeKey } from '../boot/stored-theme.ts';

/** Follows the system until the reader says otherwise; boot/boot.ts applies the choice before the first paint. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

function readTheme(): Theme {
  const stored = localStorage.getItem(themeKey);
  return themes.find((theme) => theme === stored) ?? 'system';
}

function applyTheme(theme: Theme): void {
  if (theme === 'system') {
    localStorage.removeItem(themeKey);
    delete document.documentElement.dataset['theme'];
  } else {
    localStorage.setItem(themeKey, theme);
    document.documentElement.dataset['theme'] = theme;
  }
}

/** The theme and a step to the next one. */
export function useTheme(): { readonly theme: Theme; readonly next: () => void } {
  const [theme, setTheme] = useState(readTheme);
  const next = (): void => {
    const following = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
    applyTheme(following);
    setTheme(following);
  };
  return { theme, next };
}
