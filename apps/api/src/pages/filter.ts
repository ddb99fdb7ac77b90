import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType()
export class Filter {
  @Field(() => String)
  readonly dimension!: string;

  @Field(() => [String], { nullable: 'items', description: 'Any of these; null is "not known".' })
  readonly values!: readonly (string | null)[];
}
