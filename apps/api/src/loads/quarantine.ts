import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Load } from './load.ts';

@ObjectType({ description: 'One thing that is wrong with a record which a load set aside.' })
export class QuarantineEntry {
  @Field(() => Int, { nullable: true, description: 'Number of the record in the file, from 1.' })
  readonly record!: number | null;

  @Field(() => Int, { nullable: true })
  readonly line!: number | null;

  @Field(() => String, { nullable: true })
  readonly column!: string | null;

  @Field(() => String, { description: 'Its code; `reasons` of the load has the words.' })
  readonly reason!: string;

  @Field(() => String, { nullable: true })
  readonly detail!: string | null;
}

@ObjectType({
  description: 'What a load set aside, in the order of the file. The records themselves are in the export.',
})
export class QuarantinePage {
  @Field(() => Load)
  readonly load!: Load;

  @Field(() => [QuarantineEntry])
  readonly entries!: readonly QuarantineEntry[];

  @Field(() => String, { nullable: true, description: 'Give it as `after` for the next page; null on the last.' })
  readonly next!: string | null;
}
