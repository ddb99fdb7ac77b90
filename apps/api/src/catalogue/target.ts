import { Field, Float, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Shares of the value a year before, as fractions; null is open.' })
export class BoundsOfLastYear {
  @Field(() => Float, { nullable: true })
  readonly lower!: number | null;

  @Field(() => Float, { nullable: true })
  readonly upper!: number | null;
}

@ObjectType({ description: 'A trend that is wanted, judged by itself.' })
export class TrendTarget {
  @Field(() => String, { description: 'up or down' })
  readonly wanted!: string;

  @Field(() => String)
  readonly validFrom!: string;

  @Field(() => Boolean, { description: 'A proposal of Assay, not yet agreed by the owner.' })
  readonly proposed!: boolean;
}

@ObjectType({ description: 'Bounds of what is agreed; null is open. Shares are fractions.' })
export class Target {
  @Field(() => Float, { nullable: true })
  readonly lower!: number | null;

  @Field(() => Float, { nullable: true })
  readonly upper!: number | null;

  @Field(() => BoundsOfLastYear, {
    nullable: true,
    description:
      'Set where the ratio to the value a year before is judged; lower and upper are what it comes to, null where that value is not known.',
  })
  readonly ofLastYear?: BoundsOfLastYear;

  @Field(() => TrendTarget, { nullable: true, description: 'Beside the bounds; alone where both are open.' })
  readonly trend?: TrendTarget;

  @Field(() => String)
  readonly validFrom!: string;

  @Field(() => Boolean, { description: 'A proposal of Assay, not yet agreed by the owner.' })
  readonly proposed!: boolean;
}
