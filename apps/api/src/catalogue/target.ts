import { Field, Float, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Bounds of what is agreed; null is open. Shares are fractions.' })
export class Target {
  @Field(() => Float, { nullable: true })
  readonly lower!: number | null;

  @Field(() => Float, { nullable: true })
  readonly upper!: number | null;

  @Field(() => String)
  readonly validFrom!: string;

  @Field(() => Boolean, { description: 'A proposal of Assay, not yet agreed by the owner.' })
  readonly proposed!: boolean;
}
