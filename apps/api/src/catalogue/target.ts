import { Field, Float, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Shares of the value a year before, as fractions; null is open.' })
export class BoundsOfLastYear {
  @Field(() => Float, { nullable: true })
  readonly lower!: number | null;

  @Field(() => Float, { nullable: true })
  readonly upper!: number | null;
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

  @Field(() => String)
  readonly validFrom!: string;

  @Field(() => Boolean, { description: 'A proposal of Assay, not yet agreed by the owner.' })
  readonly proposed!: boolean;
}
