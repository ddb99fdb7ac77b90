import type { ReactNode } from 'react';
import type { PanelKind, PanelSpec, SpecOf } from '../gql/types.ts';
import { Breakdown } from './breakdown/breakdown.tsx';
import { breakdownFacts } from './breakdown/facts.ts';
import { Budget } from './budget/budget.tsx';
import { budgetFacts } from './budget/facts.ts';
import { distributionFacts } from './distribution/facts.ts';
import { Distribution } from './distribution/distribution.tsx';
import { heatmapPlaces } from './heatmap/facts.ts';
import { Heatmap } from './heatmap/heatmap.tsx';
import { Catalogue } from './catalogue/catalogue.tsx';
import { MetricDrawer } from './catalogue/lazy-metric-drawer.tsx';
import { Findings } from './findings/findings.tsx';
import { LoadDrawer } from './loads/lazy-load-drawer.tsx';
import { Loads } from './loads/loads.tsx';
import type { BehindProps, Fact, Facts, PageContext, PanelKindModule } from './panel-kind.ts';
import type { Answers } from './question.ts';
import { Pareto } from './pareto/pareto.tsx';
import { Releases } from './releases/releases.tsx';
import { scorecardFacts } from './scorecard/facts.ts';
import { Scorecard } from './scorecard/scorecard.tsx';
import { Sources } from './sources/sources.tsx';
import { taxonomyFacts } from './taxonomy/facts.ts';
import { Taxonomy } from './taxonomy/taxonomy.tsx';
import { Trend } from './trend/trend.tsx';

/** A panel kind for those who hold any panel: the spec is narrowed inside. */
export interface AnyPanelKind {
  readonly facts: (props: AnyPanelProps) => Facts | null;
  readonly places: (props: AnyPanelProps) => readonly Fact[];
  readonly draw: (props: AnyPanelProps) => ReactNode;
  /** The drawer on what an address of the panel names; null where that is a number. */
  readonly drawBehind: ((props: AnyBehindProps) => ReactNode) | null;
}

type AnyBehindProps = Omit<BehindProps<PanelKind>, 'spec'> & { readonly spec: PanelSpec };

export interface AnyPanelProps {
  readonly spec: PanelSpec;
  readonly answers: Answers;
  readonly context: PageContext;
}

function panelKind<Kind extends PanelKind>(kind: Kind, module: PanelKindModule<Kind>): AnyPanelKind {
  const isOurs = (spec: PanelSpec): spec is SpecOf<Kind> => spec.__typename === kind;
  const { Panel, Behind } = module;
  return {
    facts: ({ spec, ...rest }) => (isOurs(spec) ? (module.facts?.({ spec, ...rest }) ?? null) : null),
    places: ({ spec, ...rest }) => (isOurs(spec) ? (module.places?.({ spec, ...rest }) ?? []) : []),
    draw: ({ spec, ...rest }) => (isOurs(spec) ? <Panel spec={spec} {...rest} /> : null),
    drawBehind: Behind ? ({ spec, ...rest }) => (isOurs(spec) ? <Behind spec={spec} {...rest} /> : null) : null,
  };
}

/** Every kind of panel a page can have, and in ask.ts what it asks: one line each; the compiler finds a forgotten one. */
export const panelKinds: Readonly<Record<PanelKind, AnyPanelKind>> = {
  ScorecardSpec: panelKind('ScorecardSpec', { facts: scorecardFacts, Panel: Scorecard }),
  BreakdownSpec: panelKind('BreakdownSpec', { facts: breakdownFacts, Panel: Breakdown }),
  TaxonomySpec: panelKind('TaxonomySpec', { facts: taxonomyFacts, Panel: Taxonomy }),
  ParetoSpec: panelKind('ParetoSpec', { facts: null, Panel: Pareto }),
  BudgetSpec: panelKind('BudgetSpec', { facts: budgetFacts, Panel: Budget }),
  DistributionSpec: panelKind('DistributionSpec', { facts: distributionFacts, Panel: Distribution }),
  HeatmapSpec: panelKind('HeatmapSpec', { facts: null, places: heatmapPlaces, Panel: Heatmap }),
  TrendSpec: panelKind('TrendSpec', { facts: null, Panel: Trend }),
  ReleasesSpec: panelKind('ReleasesSpec', { facts: null, Panel: Releases }),
  SourcesSpec: panelKind('SourcesSpec', { facts: null, Panel: Sources }),
  LoadsSpec: panelKind('LoadsSpec', { facts: null, Panel: Loads, Behind: LoadDrawer }),
  FindingsSpec: panelKind('FindingsSpec', { facts: null, Panel: Findings }),
  CatalogueSpec: panelKind('CatalogueSpec', { facts: null, Panel: Catalogue, Behind: MetricDrawer }),
};
