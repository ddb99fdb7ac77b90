import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType()
export class SourceFreshness {
  @Field(() => String)
  readonly source!: string;

  @Field(() => String, { nullable: true })
  readonly dataThrough!: string | null;

  @Field(() => String, { nullable: true })
  readonly loadedAt!: string | null;

  @Field(() => Int)
  readonly rows!: number;
}

@ObjectType()
export class Freshness {
  @Field(() => String, { nullable: true, description: 'Last day with data, over all sources.' })
  readonly dataThrough!: string | null;

  @Field(() => String, { nullable: true })
  readonly loadedAt!: string | null;

  @Field(() => [SourceFreshness])
  readonly sources!: readonly SourceFreshness[];
}
