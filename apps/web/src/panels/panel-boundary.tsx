import type { ReactNode } from 'react';
import { words } from '../words.ts';
import { Boundary } from './boundary.tsx';

interface PanelBoundaryProps {
  readonly title: string;
  /** The panel's answers: with new ones it is drawn again. */
  readonly drawnFrom: unknown;
  readonly children: ReactNode;
}

/** A panel that cannot be drawn fails alone: a fault of ours, said as one. */
export function PanelBoundary({ title, drawnFrom, children }: PanelBoundaryProps): ReactNode {
  const broken = (retry: () => void): ReactNode => (
    <section className="panel" aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      <div className="failed" role="alert">
        <p className="err">This panel could not be drawn. Its numbers are not wrong, this page is.</p>
        <p className="acts">
          <button type="button" className="btn" onClick={retry}>
            {words.retry}
          </button>
        </p>
      </div>
    </section>
  );
  return (
    <Boundary drawnFrom={drawnFrom} broken={broken}>
      {children}
    </Boundary>
  );
}
