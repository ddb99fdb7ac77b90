import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { JsonScalar } from '../platform/json-scalar.ts';

@ObjectType({ description: 'Records that a load left out for one reason.' })
export class LeftOutRecords {
  @Field(() => String)
  readonly code!: string;

  @Field(() => String)
  readonly what!: string;

  @Field(() => Int)
  readonly records!: number;
}

@ObjectType({ description: "What became of a load's rows in one table." })
export class LoadedRows {
  @Field(() => String)
  readonly table!: string;

  @Field(() => Int)
  readonly inserted!: number;

  @Field(() => Int)
  readonly updated!: number;

  @Field(() => Int)
  readonly unchanged!: number;

  @Field(() => Int, { description: 'Rows of its scope that the file did not have any more.' })
  readonly voided!: number;
}

@ObjectType({ description: 'The receipt of one load of one file; the counts are records of the source.' })
export class Load {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly file!: string;

  @Field(() => String, { description: 'Tool the rows came from.' })
  readonly source!: string;

  @Field(() => String, { nullable: true, description: 'Null where it was the export of a tool.' })
  readonly recipe!: string | null;

  @Field(() => JsonScalar, { description: 'Name to value of what was set for it.' })
  readonly settings!: Readonly<Record<string, string | null>>;

  @Field(() => String, { nullable: true, description: 'What the file was the whole truth of, as name=value.' })
  readonly scope!: string | null;

  @Field(() => String)
  readonly startedAt!: string;

  @Field(() => String)
  readonly finishedAt!: string;

  @Field(() => String, { nullable: true, description: 'Its rows are gone since then.' })
  readonly takenBackAt!: string | null;

  @Field(() => Int, { description: 'The sum of loaded, unchanged, quarantined and ignored.' })
  readonly read!: number;

  @Field(() => Int)
  readonly loaded!: number;

  @Field(() => Int)
  readonly unchanged!: number;

  @Field(() => Int)
  readonly quarantined!: number;

  @Field(() => Int)
  readonly ignored!: number;

  @Field(() => [LeftOutRecords])
  readonly reasons!: readonly LeftOutRecords[];

  @Field(() => [LoadedRows], { description: 'Tables that it changed, or found unchanged.' })
  readonly tables!: readonly LoadedRows[];

  @Field(() => Int, { description: 'Entries of its quarantine: one for everything that is wrong with a record.' })
  readonly entries!: number;
}

@ObjectType({ description: 'Loads, newest first, those that were taken back included.' })
export class LoadPage {
  @Field(() => [Load])
  readonly loads!: readonly Load[];

  @Field(() => Int)
  readonly total!: number;

  @Field(() => String, { nullable: true, description: 'Give it as `after` for the next page; null on the last.' })
  readonly next!: string | null;
}
