import { Field, ObjectType } from '@nestjs/graphql';
import { MetricIdEnum } from '../platform/enums.ts';
import { Target } from './target.ts';

@ObjectType({ description: 'Rows a metric leaves out.' })
export class LeftOut {
  @Field(() => String)
  readonly code!: string;

  @Field(() => String)
  readonly rule!: string;
}

@ObjectType()
export class DimensionInfo {
  @Field(() => String)
  readonly id!: string;

  @Field(() => String)
  readonly title!: string;
}

@ObjectType({ description: 'A named additive part of the numerator.' })
export class PartInfo {
  @Field(() => String)
  readonly id!: string;

  @Field(() => String)
  readonly title!: string;

  @Field(() => String, { nullable: true, description: 'Unit of a figure beside the value; null for a kind of rows.' })
  readonly unit?: string | null;
}

@ObjectType({ description: 'What a metric means; see the catalogue page.' })
export class MetricDefinition {
  @Field(() => MetricIdEnum)
  readonly id!: string;

  @Field(() => String)
  readonly title!: string;

  @Field(() => String)
  readonly unit!: string;

  @Field(() => String)
  readonly good!: string;

  @Field(() => String)
  readonly owner!: string;

  @Field(() => String, { description: 'Table whose rows it counts.' })
  readonly fact!: string;

  @Field(() => [String])
  readonly serves!: readonly string[];

  @Field(() => String)
  readonly what!: string;

  @Field(() => String)
  readonly formula!: string;

  @Field(() => [LeftOut])
  readonly leftOut!: readonly LeftOut[];

  @Field(() => String, { nullable: true, description: 'Method of its interval; null where everything is counted.' })
  readonly interval!: string | null;

  @Field(() => String)
  readonly minimum!: string;

  @Field(() => [DimensionInfo])
  readonly dimensions!: readonly DimensionInfo[];

  @Field(() => [PartInfo])
  readonly parts!: readonly PartInfo[];

  @Field(() => String, { nullable: true, description: 'Dimension of which a row may have several values.' })
  readonly spreadsOver!: string | null;

  @Field(() => [MetricIdEnum], { description: 'Metrics that stand beside it, because it says too little alone.' })
  readonly companions!: readonly string[];

  @Field(() => Target, { nullable: true })
  readonly target!: Target | null;
}
