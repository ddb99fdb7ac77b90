import { useEffect, useState } from 'react';
import { words } from '../words.ts';

/** Copies text; `said` is what came of it, for two seconds, and null otherwise. */
export function useCopy(): { readonly said: string | null; readonly copy: (text: string) => void } {
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    if (said === null) return undefined;
    const timer = setTimeout(() => setSaid(null), 2_000);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = (text: string): void => {
    // The browser may refuse: its clipboard is the reader's to give.
    navigator.clipboard.writeText(text).then(
      () => setSaid(words.copied),
      () => setSaid(words.notCopied),
    );
  };
  return { said, copy };
}
