import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { words } from '../words.ts';
import { areKeysOn, keyHelp, setKeysOn } from './keyboard.ts';

/** The keys, and the switch that turns them off. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const [on, setOn] = useState(areKeysOn);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const toggle = (): void => {
    setKeysOn(!on);
    setOn(!on);
  };
  return (
    <dialog ref={dialog} className="help" aria-labelledby="help-title" onClose={onClose}>
      <h2 id="help-title">Keys</h2>
      <dl>
        {keyHelp.map(([key, says]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
      <label className="member">
        <input type="checkbox" checked={on} onChange={toggle} />
        <span>Single keys work; Esc and Enter always do</span>
      </label>
      <p className="acts">
        <button type="button" className="btn" onClick={() => dialog.current?.close()}>
          {words.close}
        </button>
      </p>
    </dialog>
  );
}
