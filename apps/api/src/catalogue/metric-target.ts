import { Field, ObjectType } from '@nestjs/graphql';
import { Filter } from '../pages/filter.ts';
import { MetricIdEnum } from '../platform/enums.ts';
import { Target } from './target.ts';

@ObjectType({ description: 'A target in force, and the slice that it judges.' })
export class MetricTarget {
  @Field(() => MetricIdEnum)
  readonly metric!: string;

  @Field(() => [Filter], { description: 'Empty where it judges every slice without a target of its own.' })
  readonly where!: readonly Filter[];

  @Field(() => String, { nullable: true, description: 'Dimension of which it judges numbers of one value alone.' })
  readonly each?: string;

  @Field(() => Target)
  readonly target!: Target;
}
