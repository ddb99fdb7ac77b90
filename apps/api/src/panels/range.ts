import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Half-open: from is in, to is out.' })
export class Range {
  @Field(() => String)
  readonly from!: string;

  @Field(() => String)
  readonly to!: string;
}
