import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType()
export class Health {
  @Field(() => String)
  readonly status!: string;

  @Field(() => String)
  readonly engine!: string;

  @Field(() => String)
  readonly version!: string;

  @Field(() => Boolean, { description: 'True for the built-in sample workspace.' })
  readonly sample!: boolean;

  @Field(() => String, { description: 'IANA name of the zone in which days begin.' })
  readonly zone!: string;

  @Field(() => Int, {
    description: 'Month (1 to 12) on whose first day the fiscal year begins, which quarters follow.',
  })
  readonly yearStarts!: number;
}
