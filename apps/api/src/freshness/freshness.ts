import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType()
export class FactFreshness {
  @Field(() => String, { description: 'Table of the model.' })
  readonly table!: string;

  @Field(() => String, { description: 'Its rows in words.' })
  readonly what!: string;

  @Field(() => String, { nullable: true, description: 'Null of a plan, whose months are to come.' })
  readonly dataThrough!: string | null;

  @Field(() => String)
  readonly loadedAt!: string;

  @Field(() => Int)
  readonly rows!: number;
}

@ObjectType({ description: 'One source, with each fact that rows of it were loaded into.' })
export class SourceFreshness {
  @Field(() => String)
  readonly source!: string;

  @Field(() => String, { nullable: true })
  readonly dataThrough!: string | null;

  @Field(() => String, { nullable: true })
  readonly loadedAt!: string | null;

  @Field(() => [FactFreshness])
  readonly facts!: readonly FactFreshness[];
}

@ObjectType()
export class Freshness {
  @Field(() => String, { nullable: true, description: 'Last day with data, over all facts.' })
  readonly dataThrough!: string | null;

  @Field(() => String, { nullable: true })
  readonly loadedAt!: string | null;

  @Field(() => [SourceFreshness])
  readonly sources!: readonly SourceFreshness[];
}
