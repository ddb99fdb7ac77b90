import type { PanelKind, PanelSpec, SpecOf } from '../gql/types.ts';
import type { PageState } from '../state/page-state.ts';
import { breakdownQuestions } from './breakdown/questions.ts';
import { budgetQuestions } from './budget/questions.ts';
import { distributionQuestions } from './distribution/questions.ts';
import { heatmapQuestions } from './heatmap/questions.ts';
import { paretoQuestions } from './pareto/questions.ts';
import type { Question } from './question.ts';
import { releasesQuestions } from './releases/questions.ts';
import { scorecardQuestions } from './scorecard/questions.ts';
import { taxonomyQuestions } from './taxonomy/questions.ts';
import { trendQuestions } from './trend/questions.ts';

type Ask<Kind extends PanelKind> = (spec: SpecOf<Kind>, state: PageState) => readonly Question[];
type AskAny = (spec: PanelSpec, state: PageState) => readonly Question[];

function asks<Kind extends PanelKind>(kind: Kind, ask: Ask<Kind>): AskAny {
  const isOurs = (spec: PanelSpec): spec is SpecOf<Kind> => spec.__typename === kind;
  return (spec, state) => (isOurs(spec) ? ask(spec, state) : []);
}

/** Panels of no metric ask for what they show by themselves: see own-panel.tsx. */
const asksNoNumbers: AskAny = () => [];

/** What each kind of panel asks. Apart from how it is drawn, so that asking need not wait for the code that draws. */
const kinds: Readonly<Record<PanelKind, AskAny>> = {
  ScorecardSpec: asks('ScorecardSpec', scorecardQuestions),
  BreakdownSpec: asks('BreakdownSpec', breakdownQuestions),
  TaxonomySpec: asks('TaxonomySpec', taxonomyQuestions),
  ParetoSpec: asks('ParetoSpec', paretoQuestions),
  BudgetSpec: asks('BudgetSpec', budgetQuestions),
  DistributionSpec: asks('DistributionSpec', distributionQuestions),
  HeatmapSpec: asks('HeatmapSpec', heatmapQuestions),
  TrendSpec: asks('TrendSpec', trendQuestions),
  ReleasesSpec: asks('ReleasesSpec', releasesQuestions),
  SourcesSpec: asksNoNumbers,
  LoadsSpec: asksNoNumbers,
  FindingsSpec: asksNoNumbers,
  CatalogueSpec: asksNoNumbers,
};

/** Whether a panel shows numbers of the page's range and filters. */
export function asksNumbers({ __typename: kind }: PanelSpec): boolean {
  return kinds[kind] !== asksNoNumbers;
}

/** All questions of a page, in the order of its panels. */
export function questionsOf(panels: readonly PanelSpec[], state: PageState): readonly Question[] {
  return panels.flatMap((spec) => kinds[spec.__typename](spec, state));
}
