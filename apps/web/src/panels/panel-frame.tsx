import type { ReactNode } from 'react';
import { NotReadyBody } from './not-ready-body.tsx';
import type { PanelState } from './panel-state.ts';
import { useRememberedHeight } from './remembered-height.ts';
import { Progress } from './progress.tsx';

interface PanelFrameProps<Model> {
  readonly id: string;
  readonly title: string;
  readonly note?: string | null;
  /** Without a head of its own: the page's first and only panel. */
  readonly plain?: boolean;
  readonly state: PanelState<Model>;
  /** Of the ready panel in px, so that nothing moves when it arrives. */
  readonly height: number;
  readonly actions?: ReactNode;
  readonly children: (model: Model) => ReactNode;
}

/** What all panels share: the head with its actions, and the three states in which there is nothing to draw. */
export function PanelFrame<Model>(props: PanelFrameProps<Model>): ReactNode {
  const { id, title, note, plain, state, height, actions, children } = props;
  const heading = `panel-${id}`;
  const { place, height: before } = useRememberedHeight<HTMLElement>(id, state.kind === 'ready');
  const kept = state.kind === 'loading' && before !== null ? ({ height: before, overflow: 'clip' } as const) : {};
  return (
    <section ref={place} className={plain ? 'panel plain' : 'panel'} style={kept} aria-labelledby={heading}>
      <header className={plain && state.kind === 'ready' ? 'bare' : undefined}>
        <h2 id={heading} className={plain ? 'vh' : undefined} tabIndex={-1} data-stop={plain ? undefined : ''}>
          {title}
        </h2>
        {note && <p>{note}</p>}
        <span className="end">
          <Progress updating={state.kind === 'ready'} />
          {state.kind === 'ready' && actions}
        </span>
      </header>
      {state.kind === 'ready' ? children(state.model) : <NotReadyBody state={state} height={before ?? height} />}
    </section>
  );
}
