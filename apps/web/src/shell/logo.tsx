import type { ReactNode } from 'react';

export function Logo(): ReactNode {
  return (
    <svg width="16" height="16" aria-hidden="true">
      <path d="M1 15 8 1l7 14" fill="none" stroke="currentColor" strokeWidth="2.5" />
      <path d="M4.5 10.5h7" className="logo-bar" strokeWidth="2.5" />
    </svg>
  );
}
