import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A rule of the model that the data breaks, as the last load or the last doctor found it.' })
export class Finding {
  @Field(() => String, { description: 'Code of the rule, e.g. V-L8; docs/model.md lists them.' })
  readonly rule!: string;

  @Field(() => String, { description: 'error or warning.' })
  readonly level!: string;

  @Field(() => String)
  readonly table!: string;

  @Field(() => String)
  readonly column!: string;

  @Field(() => Int)
  readonly count!: number;

  @Field(() => String, { description: 'What is counted: rows, months of a task.' })
  readonly counts!: string;

  @Field(() => [String], { description: 'Up to 5 keys, people as pseudonyms.' })
  readonly sample!: readonly string[];

  @Field(() => String)
  readonly firstSeenAt!: string;

  @Field(() => String)
  readonly lastSeenAt!: string;

  @Field(() => String, { nullable: true, description: 'Load after which it was first found.' })
  readonly load!: string | null;

  @Field(() => String)
  readonly wrong!: string;

  @Field(() => String, { description: 'What to do about it.' })
  readonly fix!: string;
}
