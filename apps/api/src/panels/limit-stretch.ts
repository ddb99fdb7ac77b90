import type { LimitMethod, NoLimitReason } from '@assay/contract';
import { Field, Float, ObjectType } from '@nestjs/graphql';
import { LimitMethodEnum, NoLimitReasonEnum } from '../platform/enums.ts';
import { Range } from './range.ts';

@ObjectType({ description: 'A finished period, held against the range in which its series usually runs.' })
export class LimitPoint {
  @Field(() => String, { description: 'Start of the bucket.' })
  readonly bucket!: string;

  @Field(() => Float, { description: 'The value; of counts (ewma) their running average.' })
  readonly judged!: number;

  @Field(() => Float)
  readonly lower!: number;

  @Field(() => Float)
  readonly upper!: number;

  @Field(() => Boolean)
  readonly isOutside!: boolean;
}

@ObjectType({ description: 'Where the level of a series changed.' })
export class LevelChange {
  @Field(() => String, { description: 'Start of the first bucket of the new level.' })
  readonly bucket!: string;

  @Field(() => Float)
  readonly before!: number;

  @Field(() => Float)
  readonly after!: number;
}

@ObjectType({ description: 'Finished periods whose numbers are alike: up to a break, and from it on.' })
export class LimitStretch {
  @Field(() => Range)
  readonly range!: Range;

  @Field(() => LimitMethodEnum, { nullable: true, description: 'Null where there are no limits; reason says why.' })
  readonly method!: LimitMethod | null;

  @Field(() => NoLimitReasonEnum, { nullable: true })
  readonly reason!: NoLimitReason | null;

  @Field(() => Float, { nullable: true })
  readonly center!: number | null;

  @Field(() => [LimitPoint], { description: 'One a period; none without limits.' })
  readonly points!: readonly LimitPoint[];

  @Field(() => [LevelChange])
  readonly changes!: readonly LevelChange[];
}
