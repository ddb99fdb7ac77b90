import { Field, Float, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Shares of an earlier value, as fractions; null is open.' })
export class BoundsOfEarlier {
  @Field(() => Float, { nullable: true })
  readonly lower!: number | null;

  @Field(() => Float, { nullable: true })
  readonly upper!: number | null;

  @Field(() => String, { description: 'last_year, two_quarters_before or quarter_before' })
  readonly when!: string;
}

@ObjectType({ description: 'Another metric that may not be worse than then by more than a margin in its own unit.' })
export class NotWorseTarget {
  @Field(() => String)
  readonly metric!: string;

  @Field(() => Float)
  readonly margin!: number;
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

  @Field(() => BoundsOfEarlier, {
    nullable: true,
    description:
      'Set where the ratio to an earlier value is judged; lower and upper are what it comes to, null where that value is not known.',
  })
  readonly ofEarlier?: BoundsOfEarlier;

  @Field(() => NotWorseTarget, { nullable: true })
  readonly notWorse?: NotWorseTarget;

  @Field(() => TrendTarget, { nullable: true, description: 'Beside the bounds; alone where both are open.' })
  readonly trend?: TrendTarget;

  @Field(() => String)
  readonly validFrom!: string;

  @Field(() => Boolean, { description: 'A proposal of Assay, not yet agreed by the owner.' })
  readonly proposed!: boolean;
}
