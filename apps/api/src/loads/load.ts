import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { JsonScalar } from '../platform/json-scalar.ts';

@ObjectType({ description: 'One load of one file; the counts are records of the source.' })
export class Load {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly file!: string;

  @Field(() => String)
  readonly source!: string;

  @Field(() => String, { nullable: true })
  readonly recipe!: string | null;

  @Field(() => String)
  readonly startedAt!: string;

  @Field(() => String)
  readonly finishedAt!: string;

  @Field(() => Int)
  readonly read!: number;

  @Field(() => Int)
  readonly loaded!: number;

  @Field(() => Int)
  readonly unchanged!: number;

  @Field(() => Int)
  readonly quarantined!: number;

  @Field(() => Int)
  readonly ignored!: number;

  @Field(() => JsonScalar, { description: 'Reason to number of records.' })
  readonly reasons!: Readonly<Record<string, number>>;
}
