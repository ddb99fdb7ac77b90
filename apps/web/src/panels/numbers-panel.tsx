import type { ReactNode } from 'react';
import type { PanelSpec } from '../gql/types.ts';
import { PanelActions } from './panel-actions.tsx';
import { PanelFrame } from './panel-frame.tsx';
import type { PanelState } from './panel-state.ts';

interface NumbersPanelProps<Model> {
  readonly spec: Pick<PanelSpec, 'id' | 'title' | 'note'>;
  /** Where it is not the page's own: another split was chosen. */
  readonly title?: string;
  readonly state: PanelState<Model>;
  /** Of the ready panel in px. */
  readonly height: number;
  /** The question whose query and numbers the head offers. */
  readonly question: string;
  /** What this kind offers before those. */
  readonly actions?: ReactNode;
  readonly children: (model: Model) => ReactNode;
}

/** The opening of every panel of numbers. */
export function NumbersPanel<Model>(props: NumbersPanelProps<Model>): ReactNode {
  const { spec, title = spec.title, state, height, question, actions, children } = props;
  return (
    <PanelFrame
      id={spec.id}
      title={title}
      note={spec.note}
      state={state}
      height={height}
      actions={
        <>
          {actions}
          <PanelActions panel={spec.id} question={question} />
        </>
      }
    >
      {children}
    </PanelFrame>
  );
}
