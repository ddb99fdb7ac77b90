import type { BreakMark as BreakMarkShape, EmptyReason, ErrorCode, PanelAnswer } from '@assay/contract';
import { createUnionType, Field, Float, Int, ObjectType, PickType } from '@nestjs/graphql';
import { Finding } from '../findings/finding.ts';
import { BreakKindEnum, EmptyReasonEnum, GrainEnum, MetricIdEnum } from '../platform/enums.ts';
import { Range } from './range.ts';
import { Branch, Series } from './series.ts';

@ObjectType({ description: 'A period of a panel; for grain none the only one, equal to the range.' })
export class Bucket {
  @Field(() => String)
  readonly start!: string;

  @Field(() => String)
  readonly end!: string;

  @Field(() => Boolean, { description: 'Not a whole period, still running or cut by the range: drawn, never judged.' })
  readonly partial!: boolean;

  @Field(() => Boolean, { description: 'Rows can still change state.' })
  readonly provisional!: boolean;
}

@ObjectType({ description: 'A rule of the model that rows of a table behind the panel break: its numbers may be off.' })
export class HealthNote extends PickType(Finding, [
  'rule',
  'level',
  'table',
  'column',
  'count',
  'counts',
  'wrong',
  'fix',
]) {}

@ObjectType({ description: 'A metric without numbers, and why; it takes nothing from those it was asked with.' })
export class MissingMetric {
  @Field(() => MetricIdEnum)
  readonly metric!: string;

  @Field(() => EmptyReasonEnum, { nullable: true, description: 'Null where it failed.' })
  readonly reason!: EmptyReason | null;

  @Field(() => String, { nullable: true, description: 'Of the failure; null where it is empty.' })
  readonly code!: ErrorCode | null;

  @Field(() => String)
  readonly message!: string;

  @Field(() => String, { nullable: true })
  readonly hint!: string | null;

  @Field(() => String, { nullable: true })
  readonly queryId!: string | null;
}

@ObjectType({ description: 'A value that a slice has.' })
export class SliceValue {
  @Field(() => String)
  readonly dimension!: string;

  @Field(() => String, { nullable: true })
  readonly value!: string | null;
}

@ObjectType({ description: 'A day on which what a label means changed: numbers before and after are not alike.' })
export class BreakMark {
  @Field(() => BreakKindEnum)
  readonly kind!: BreakMarkShape['kind'];

  @Field(() => String)
  readonly day!: string;

  @Field(() => String, { description: 'What began, e.g. Taxonomy 2.' })
  readonly title!: string;

  @Field(() => [SliceValue], { description: 'The slices that have these values; empty is all.' })
  readonly by!: readonly SliceValue[];
}

@ObjectType()
export class PanelReady {
  readonly kind!: 'ready';

  @Field(() => Range)
  readonly range!: Range;

  @Field(() => Range, { nullable: true })
  readonly compareRange!: Range | null;

  @Field(() => GrainEnum)
  readonly grain!: string;

  @Field(() => [Bucket])
  readonly buckets!: readonly Bucket[];

  @Field(() => [Series])
  readonly series!: readonly Series[];

  @Field(() => Int, { description: 'Statements this panel took part in; 0 where the result was remembered.' })
  readonly statements!: number;

  @Field(() => Float, { description: 'Until it was put together; one that is sent again says what it said then.' })
  readonly elapsedMs!: number;

  @Field(() => String)
  readonly engine!: string;

  @Field(() => String)
  readonly queryId!: string;

  @Field(() => String, { description: 'An instant at which the data was as it was read.' })
  readonly asOf!: string;

  @Field(() => [Branch], { description: 'Values in the answer that are a tree, each once.' })
  readonly branches!: readonly Branch[];

  @Field(() => [BreakMark])
  readonly breaks!: readonly BreakMark[];

  @Field(() => [HealthNote], {
    nullable: true,
    description: 'Errors first; none of an earlier state. Null where the health of the data could not be asked.',
  })
  readonly notes!: readonly HealthNote[] | null;

  @Field(() => [MissingMetric], { description: 'Metrics of the request that have no numbers, in its order.' })
  readonly missing!: readonly MissingMetric[];
}

@ObjectType()
export class PanelEmpty {
  readonly kind!: 'empty';

  @Field(() => EmptyReasonEnum)
  readonly reason!: string;

  @Field(() => String)
  readonly message!: string;

  @Field(() => String)
  readonly hint!: string;

  @Field(() => [MissingMetric], { description: 'The reason of each metric where several were asked for; else empty.' })
  readonly missing!: readonly MissingMetric[];
}

@ObjectType()
export class PanelFailed {
  readonly kind!: 'failed';

  @Field(() => String)
  readonly code!: ErrorCode;

  @Field(() => String)
  readonly message!: string;

  @Field(() => String, { nullable: true })
  readonly hint!: string | null;

  @Field(() => String, { nullable: true })
  readonly queryId!: string | null;

  @Field(() => [MissingMetric], { description: 'The reason of each metric where several were asked for; else empty.' })
  readonly missing!: readonly MissingMetric[];
}

const resultOf = {
  ready: PanelReady,
  empty: PanelEmpty,
  failed: PanelFailed,
} as const satisfies Record<PanelAnswer['kind'], unknown>;

export type PanelResultShape = PanelReady | PanelEmpty | PanelFailed;

export const PanelResult = createUnionType({
  name: 'PanelResult',
  types: () => Object.values(resultOf),
  resolveType: (result: PanelResultShape) => resultOf[result.kind],
});
