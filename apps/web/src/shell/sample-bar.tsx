import type { ReactNode } from 'react';
import { useState } from 'react';

const storageKey = 'assay.sampleBar';

/** Says that the numbers are made up, and how to see one's own. Gone once dismissed. */
export function SampleBar(): ReactNode {
  const [hidden, setHidden] = useState(() => localStorage.getItem(storageKey) === 'hidden');
  if (hidden) return null;
  const dismiss = (): void => {
    localStorage.setItem(storageKey, 'hidden');
    setHidden(true);
  };
  return (
    <aside className="sample" aria-label="Sample data">
      <p>
        <b>This is a sample workspace:</b> real work on made-up data. Load a file of your own:{' '}
        <code>npx assay load --recipe xstest --set model=NAME --set date=2024-01-15 FILE</code>
      </p>
      <button type="button" className="btn quiet" onClick={dismiss}>
        Dismiss
      </button>
    </aside>
  );
}
