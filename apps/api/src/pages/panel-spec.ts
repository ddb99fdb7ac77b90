import type { PanelSpec as PanelSpecShape } from '@assay/contract';
import { createUnionType, Field, ID, ObjectType } from '@nestjs/graphql';
import { GrainEnum, MetricIdEnum } from '../platform/enums.ts';
import { Filter } from './filter.ts';

@ObjectType()
export class Trend {
  @Field(() => String)
  readonly last!: string;

  @Field(() => GrainEnum)
  readonly grain!: string;
}

@ObjectType({ isAbstract: true })
abstract class PanelBase {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly title!: string;

  @Field(() => String, { nullable: true })
  readonly note!: string | null;
}

@ObjectType()
export class ScorecardRow {
  @Field(() => MetricIdEnum)
  readonly metric!: string;

  @Field(() => String, { nullable: true, description: "Overrides the metric's own title." })
  readonly title!: string | null;

  @Field(() => [Filter])
  readonly where!: readonly Filter[];
}

@ObjectType()
export class ScorecardGroup {
  @Field(() => String)
  readonly title!: string;

  @Field(() => [Filter])
  readonly where!: readonly Filter[];

  @Field(() => [ScorecardRow])
  readonly rows!: readonly ScorecardRow[];
}

@ObjectType()
export class ScorecardSpec extends PanelBase {
  @Field(() => Trend)
  readonly trend!: Trend;

  @Field(() => [ScorecardGroup])
  readonly groups!: readonly ScorecardGroup[];
}

@ObjectType()
export class BreakdownSpec extends PanelBase {
  @Field(() => MetricIdEnum)
  readonly metric!: string;

  @Field(() => String)
  readonly by!: string;

  @Field(() => [String])
  readonly parts!: readonly string[];

  @Field(() => Trend, { nullable: true })
  readonly trend!: Trend | null;
}

@ObjectType({ description: 'A rate by a dimension whose values are a tree.' })
export class TaxonomySpec extends PanelBase {
  @Field(() => MetricIdEnum)
  readonly metric!: string;

  @Field(() => MetricIdEnum, { nullable: true, description: 'How the whole spreads over the values.' })
  readonly share!: string | null;

  @Field(() => String)
  readonly by!: string;

  @Field(() => Trend, { nullable: true })
  readonly trend!: Trend | null;
}

@ObjectType({ description: 'How often each value is, by another dimension.' })
export class ParetoRates {
  @Field(() => MetricIdEnum)
  readonly metric!: string;

  @Field(() => String)
  readonly columns!: string;
}

@ObjectType({ description: 'How a whole spreads over values, largest first.' })
export class ParetoSpec extends PanelBase {
  @Field(() => MetricIdEnum)
  readonly metric!: string;

  @Field(() => String)
  readonly by!: string;

  @Field(() => ParetoRates, { nullable: true, description: 'A heatmap on the same rows.' })
  readonly rates!: ParetoRates | null;
}

@ObjectType({ description: 'What was spent against what was planned.' })
export class BudgetSpec extends PanelBase {
  @Field(() => MetricIdEnum)
  readonly metric!: string;

  @Field(() => String)
  readonly by!: string;

  @Field(() => Trend)
  readonly trend!: Trend;
}

@ObjectType({ description: 'Labels of a range beside those of its reference.' })
export class DistributionSpec extends PanelBase {
  @Field(() => MetricIdEnum)
  readonly metric!: string;

  @Field(() => String)
  readonly by!: string;
}

@ObjectType()
export class HeatmapSpec extends PanelBase {
  @Field(() => MetricIdEnum)
  readonly metric!: string;

  @Field(() => String)
  readonly rows!: string;

  @Field(() => String)
  readonly columns!: string;
}

@ObjectType()
export class TrendSpec extends PanelBase {
  @Field(() => MetricIdEnum)
  readonly metric!: string;

  @Field(() => [String])
  readonly parts!: readonly string[];

  @Field(() => Trend)
  readonly trend!: Trend;
}

@ObjectType({ description: 'A metric around the beginning of each value of a dimension.' })
export class ReleasesSpec extends PanelBase {
  @Field(() => MetricIdEnum)
  readonly metric!: string;

  @Field(() => String)
  readonly by!: string;

  @Field(() => [String])
  readonly parts!: readonly string[];

  @Field(() => Trend)
  readonly trend!: Trend;
}

@ObjectType({ description: 'How far each source reaches; see `freshness`.' })
export class SourcesSpec extends PanelBase {}

@ObjectType({ description: 'What was loaded; see `loads`.' })
export class LoadsSpec extends PanelBase {}

@ObjectType({ description: 'The rules that the data breaks; see `findings`.' })
export class FindingsSpec extends PanelBase {}

@ObjectType({ description: 'What the metrics mean; see `catalogue`.' })
export class CatalogueSpec extends PanelBase {}

const specOf = {
  scorecard: ScorecardSpec,
  breakdown: BreakdownSpec,
  taxonomy: TaxonomySpec,
  pareto: ParetoSpec,
  budget: BudgetSpec,
  distribution: DistributionSpec,
  heatmap: HeatmapSpec,
  trend: TrendSpec,
  releases: ReleasesSpec,
  sources: SourcesSpec,
  loads: LoadsSpec,
  findings: FindingsSpec,
  catalogue: CatalogueSpec,
} as const satisfies Record<PanelSpecShape['kind'], unknown>;

export const PanelSpec = createUnionType({
  name: 'PanelSpec',
  types: () => Object.values(specOf),
  resolveType: (panel: PanelSpecShape) => specOf[panel.kind],
});
