import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CompareKindEnum } from '../platform/enums.ts';
import { PanelSpec } from './panel-spec.ts';
import { Filter } from './filter.ts';

@ObjectType()
export class PageLink {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly title!: string;

  @Field(() => String)
  readonly reader!: string;

  @Field(() => Int)
  readonly order!: number;
}

@ObjectType()
export class Compare {
  @Field(() => CompareKindEnum)
  readonly kind!: string;

  @Field(() => String, { nullable: true })
  readonly dimension!: string | null;

  @Field(() => String, { nullable: true })
  readonly value!: string | null;
}

@ObjectType()
export class Page {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly title!: string;

  @Field(() => String)
  readonly reader!: string;

  @Field(() => String, { description: 'Period when the reader names none, e.g. 4w; all of a page without numbers.' })
  readonly period!: string;

  @Field(() => Compare, { nullable: true })
  readonly compare!: Compare | null;

  @Field(() => [Filter])
  readonly where!: readonly Filter[];

  @Field(() => [String], { description: 'Dimensions offered in the filter row.' })
  readonly filters!: readonly string[];

  @Field(() => [PanelSpec])
  readonly panels!: readonly (typeof PanelSpec)[];
}
