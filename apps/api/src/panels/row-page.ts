import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType()
export class RowColumn {
  @Field(() => String)
  readonly name!: string;

  @Field(() => String)
  readonly title!: string;

  @Field(() => String)
  readonly type!: string;
}

@ObjectType({ description: 'Rows behind one number; total equals the rows of the series.' })
export class RowPage {
  @Field(() => [RowColumn])
  readonly columns!: readonly RowColumn[];

  // Nest cannot say "list of lists whose cells alone may be null"; `exact-schema.ts` makes it so.
  @Field(() => [[String]])
  readonly rows!: readonly (readonly (string | null)[])[];

  @Field(() => Int)
  readonly total!: number;

  @Field(() => String, { nullable: true, description: 'Give it as `after` for the next page; null on the last.' })
  readonly next!: string | null;
}
