import type { ReactNode } from 'react';
import type { PanelKind, PanelSpec, SpecOf } from '../gql/types.ts';
import type { PageState } from '../state/page-state.ts';
import { Breakdown } from './breakdown/breakdown.tsx';
import { breakdownFacts } from './breakdown/facts.ts';
import { breakdownQuestions } from './breakdown/questions.ts';
import { Heatmap } from './heatmap/heatmap.tsx';
import { heatmapQuestions } from './heatmap/questions.ts';
import type { Facts, PageContext, PanelKindModule } from './panel-kind.ts';
import type { Answers, Question } from './question.ts';
import { scorecardFacts } from './scorecard/facts.ts';
import { scorecardQuestions } from './scorecard/questions.ts';
import { Scorecard } from './scorecard/scorecard.tsx';
import { trendQuestions } from './trend/questions.ts';
import { Trend } from './trend/trend.tsx';

/** A panel kind for those who hold any panel: the spec is narrowed inside. */
export interface AnyPanelKind {
  readonly questions: (spec: PanelSpec, state: PageState) => readonly Question[];
  readonly facts: (props: AnyPanelProps) => Facts | null;
  readonly draw: (props: AnyPanelProps) => ReactNode;
}

export interface AnyPanelProps {
  readonly spec: PanelSpec;
  readonly answers: Answers;
  readonly context: PageContext;
}

function panelKind<Kind extends PanelKind>(kind: Kind, module: PanelKindModule<Kind>): AnyPanelKind {
  const isOurs = (spec: PanelSpec): spec is SpecOf<Kind> => spec.__typename === kind;
  const { Panel } = module;
  return {
    questions: (spec, state) => (isOurs(spec) ? module.questions(spec, state) : []),
    facts: ({ spec, ...rest }) => (isOurs(spec) ? (module.facts?.({ spec, ...rest }) ?? null) : null),
    draw: ({ spec, ...rest }) => (isOurs(spec) ? <Panel spec={spec} {...rest} /> : null),
  };
}

/** Every kind of panel a page can have: one line each; the compiler finds a forgotten one. */
export const panelKinds: Readonly<Record<PanelKind, AnyPanelKind>> = {
  ScorecardSpec: panelKind('ScorecardSpec', { questions: scorecardQuestions, facts: scorecardFacts, Panel: Scorecard }),
  BreakdownSpec: panelKind('BreakdownSpec', { questions: breakdownQuestions, facts: breakdownFacts, Panel: Breakdown }),
  HeatmapSpec: panelKind('HeatmapSpec', { questions: heatmapQuestions, facts: null, Panel: Heatmap }),
  TrendSpec: panelKind('TrendSpec', { questions: trendQuestions, facts: null, Panel: Trend }),
};
