import type { ReactNode } from 'react';
import { useCopy } from './use-copy.ts';

interface CopyButtonProps {
  readonly label: string;
  /** Asked for at the click: an address may have changed by then. */
  readonly text: () => string;
}

/** Copies a text, and says that it did. */
export function CopyButton({ label, text }: CopyButtonProps): ReactNode {
  const { said, copy } = useCopy();
  return (
    <button type="button" className="link" onClick={() => copy(text())}>
      <span aria-live="polite">{said ?? label}</span>
    </button>
  );
}
