import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType()
export class DimensionMember {
  @Field(() => String, { nullable: true, description: 'Null is "not known".' })
  readonly value!: string | null;

  @Field(() => String)
  readonly label!: string;

  @Field(() => Int)
  readonly rows!: number;
}
