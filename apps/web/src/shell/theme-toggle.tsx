import type { ReactNode } from 'react';
import type { Theme } from './theme.ts';
import { useTheme } from './theme.ts';

const labels: Readonly<Record<Theme, string>> = {
  system: 'Theme: follows the system',
  light: 'Theme: light',
  dark: 'Theme: dark',
};

/** System, light, dark, in turn. */
export function ThemeToggle(): ReactNode {
  const { theme, next } = useTheme();
  return (
    <button type="button" className="theme" aria-label={labels[theme]} title={labels[theme]} onClick={next}>
      <svg width="16" height="16" aria-hidden="true">
        <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" />
        {theme !== 'light' && (
          <path
            d={theme === 'dark' ? 'M8 2a6 6 0 0 1 0 12a6 6 0 0 1 0 -12z' : 'M8 2a6 6 0 0 1 0 12z'}
            fill="currentColor"
          />
        )}
      </svg>
    </button>
  );
}
