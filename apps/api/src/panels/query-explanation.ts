import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { JsonScalar } from '../platform/json-scalar.ts';

@ObjectType()
export class StatementParameter {
  @Field(() => String)
  readonly type!: string;

  @Field(() => String, { nullable: true })
  readonly value!: string | null;
}

@ObjectType({ description: 'Null means the engine cannot say, which is not zero.' })
export class CostEstimate {
  @Field(() => Float, { nullable: true })
  readonly rows!: number | null;

  @Field(() => Float, { nullable: true })
  readonly bytes!: number | null;

  @Field(() => Boolean)
  readonly exact!: boolean;
}

@ObjectType()
export class ExplainedStatement {
  @Field(() => String)
  readonly sql!: string;

  @Field(() => [StatementParameter])
  readonly parameters!: readonly StatementParameter[];

  @Field(() => CostEstimate)
  readonly estimate!: CostEstimate;

  @Field(() => Float, { nullable: true })
  readonly lastElapsedMs!: number | null;

  @Field(() => Int, { nullable: true })
  readonly lastRows!: number | null;

  @Field(() => JsonScalar)
  readonly tags!: Readonly<Record<string, string>>;

  @Field(() => [String], { description: 'Metrics answered by the same statement.' })
  readonly sharedBy!: readonly string[];
}

@ObjectType()
export class QueryExplanation {
  @Field(() => String)
  readonly engine!: string;

  @Field(() => [ExplainedStatement])
  readonly statements!: readonly ExplainedStatement[];
}
