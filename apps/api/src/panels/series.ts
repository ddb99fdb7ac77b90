import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Target } from '../catalogue/target.ts';
import { MetricIdEnum } from '../platform/enums.ts';
import { Change } from './change.ts';
import { LimitStretch } from './limit-stretch.ts';

@ObjectType()
export class Caveat {
  @Field(() => String)
  readonly code!: string;

  @Field(() => Float, { nullable: true })
  readonly count!: number | null;

  @Field(() => String, { nullable: true, description: 'The day that it speaks of, where it speaks of one.' })
  readonly day!: string | null;

  @Field(() => String)
  readonly text!: string;
}

@ObjectType()
export class DimensionValue {
  @Field(() => String)
  readonly dimension!: string;

  @Field(() => String, { nullable: true })
  readonly value!: string | null;

  @Field(() => String)
  readonly label!: string;
}

@ObjectType({ description: 'A value of a dimension whose values are a tree, as failure modes are.' })
export class Branch {
  @Field(() => String)
  readonly dimension!: string;

  @Field(() => String)
  readonly value!: string;

  @Field(() => String, { nullable: true, description: 'The value above it; null at the top.' })
  readonly parent!: string | null;
}

@ObjectType({ description: 'A named part of the value; arrays are parallel to the buckets.' })
export class PartSeries {
  @Field(() => String)
  readonly id!: string;

  @Field(() => String)
  readonly title!: string;

  @Field(() => String, { nullable: true, description: 'Unit of a figure beside the value; null for a kind of rows.' })
  readonly unit?: string | null;

  @Field(() => [Float], { nullable: 'items' })
  readonly value!: readonly (number | null)[];

  @Field(() => [Float], { nullable: 'items' })
  readonly lower!: readonly (number | null)[];

  @Field(() => [Float], { nullable: 'items' })
  readonly upper!: readonly (number | null)[];

  @Field(() => [String], { nullable: 'items', description: 'The value as decimal text, of metrics of money.' })
  readonly money!: readonly (string | null)[];

  @Field(() => [Float])
  readonly numerator!: readonly number[];

  @Field(() => [Int], { description: 'Rows that make the numerator, unweighted.' })
  readonly numeratorRows!: readonly number[];
}

@ObjectType({ description: 'Items with one label, in the reference and in the range.' })
export class LabelCount {
  @Field(() => String)
  readonly label!: string;

  @Field(() => Float)
  readonly baseline!: number;

  @Field(() => Float)
  readonly current!: number;
}

@ObjectType({ description: 'The label whose share of all items moved most.' })
export class MovedLabel {
  @Field(() => String)
  readonly label!: string;

  @Field(() => Float)
  readonly before!: number;

  @Field(() => Float)
  readonly now!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Of the move, what is another mix of sources and languages; null where several tasks are asked for.',
  })
  readonly mixEffect!: number | null;

  @Field(() => Float, { nullable: true, description: 'Of the move, what is other labels within them.' })
  readonly rateEffect!: number | null;

  @Field(() => Float, { nullable: true, description: 'How sure it is that it changed within the last three weeks.' })
  readonly recentChange!: number | null;
}

@ObjectType()
export class UnconvertedAmount {
  @Field(() => String)
  readonly currency!: string;

  @Field(() => String)
  readonly amount!: string;
}

@ObjectType({ description: 'Money as decimal text with four decimals; the floats beside it are for drawing.' })
export class MoneyValue {
  @Field(() => String, { description: 'ISO 4217 code that it was converted into.' })
  readonly currency!: string;

  @Field(() => String, { nullable: true })
  readonly value!: string | null;

  @Field(() => String, { nullable: true })
  readonly lower!: string | null;

  @Field(() => String, { nullable: true })
  readonly upper!: string | null;

  @Field(() => String, { description: 'What was added up.' })
  readonly numerator!: string;

  @Field(() => [UnconvertedAmount], { description: 'Amounts without an exchange rate, in no other amount.' })
  readonly unconverted!: readonly UnconvertedAmount[];
}

@ObjectType({ description: 'What became of the other metric that a target holds with.' })
export class NotWorseVerdict {
  @Field(() => String)
  readonly verdict!: string;

  @Field(() => String, { description: 'What the verdict stands on, in words.' })
  readonly text!: string;
}

@ObjectType({ description: 'Where the last finished periods up to a number go, judged by the trend that is wanted.' })
export class TrendVerdict {
  @Field(() => String)
  readonly verdict!: string;

  @Field(() => String, { description: 'up or down' })
  readonly wanted!: string;

  @Field(() => String, { description: 'What the verdict stands on, in words.' })
  readonly text!: string;
}

@ObjectType({ description: 'What a finished period was when its rows were to change no more.' })
export class Restated {
  @Field(() => Float)
  readonly was!: number;

  @Field(() => String, { nullable: true, description: 'The same as decimal text, of metrics of money.' })
  readonly money!: string | null;

  @Field(() => String, { description: 'The day from which on they were to change no more.' })
  readonly day!: string;
}

@ObjectType({ description: 'One metric of one slice; arrays are parallel to the buckets of the panel.' })
export class Series {
  @Field(() => MetricIdEnum)
  readonly metric!: string;

  @Field(() => [DimensionValue])
  readonly by!: readonly DimensionValue[];

  @Field(() => String)
  readonly unit!: string;

  @Field(() => [Float], { nullable: 'items' })
  readonly value!: readonly (number | null)[];

  @Field(() => [Int], { description: 'Units counted.' })
  readonly n!: readonly number[];

  @Field(() => [Int], { description: 'Rows behind the number, as the drill-through counts them.' })
  readonly rows!: readonly number[];

  @Field(() => [Float])
  readonly numerator!: readonly number[];

  @Field(() => [Int], { description: 'Rows that make the numerator, unweighted.' })
  readonly numeratorRows!: readonly number[];

  @Field(() => [Float])
  readonly denominator!: readonly number[];

  @Field(() => [Float], { nullable: 'items' })
  readonly lower!: readonly (number | null)[];

  @Field(() => [Float], { nullable: 'items' })
  readonly upper!: readonly (number | null)[];

  @Field(() => [String], { nullable: 'items' })
  readonly interval!: readonly (string | null)[];

  @Field(() => [String])
  readonly status!: readonly string[];

  @Field(() => [String])
  readonly verdict!: readonly string[];

  @Field(() => [Float], {
    nullable: 'items',
    description: 'The chance that a rate or ratio meets the bounds of its target; null where nothing is judged.',
  })
  readonly chanceMet!: readonly (number | null)[];

  @Field(() => [Boolean], { description: 'The period is not whole, or not all that the number counts in it is known.' })
  readonly partial!: readonly boolean[];

  @Field(() => [Target], { nullable: 'items' })
  readonly target!: readonly (Target | null)[];

  @Field(() => [NotWorseVerdict], { nullable: 'items', description: 'Part of the verdict; null where there is none.' })
  readonly notWorse!: readonly (NotWorseVerdict | null)[];

  @Field(() => [TrendVerdict], {
    nullable: 'items',
    description: 'Null where no trend is wanted, or nothing is judged.',
  })
  readonly trend!: readonly (TrendVerdict | null)[];

  @Field(() => [Restated], {
    nullable: 'itemsAndList',
    description: 'Of finished periods that moved since; null where none did, or that was not asked.',
  })
  readonly restated!: readonly (Restated | null)[] | null;

  @Field(() => [[Caveat]])
  readonly caveats!: readonly (readonly Caveat[])[];

  @Field(() => [PartSeries])
  readonly parts!: readonly PartSeries[];

  @Field(() => [MoneyValue], { nullable: 'items', description: 'Of metrics of money; null of all others.' })
  readonly money!: readonly (MoneyValue | null)[];

  @Field(() => [LabelCount], { nullable: true, description: 'Of a whole range of a metric that compares labels.' })
  readonly distribution!: readonly LabelCount[] | null;

  @Field(() => MovedLabel, { nullable: true, description: 'Beside a distribution: what of it moved most.' })
  readonly moved!: MovedLabel | null;

  @Field(() => [Change], { nullable: 'items' })
  readonly change!: readonly (Change | null)[];

  @Field(() => [LimitStretch], { nullable: true, description: 'How it usually runs; null where that was not asked.' })
  readonly limits!: readonly LimitStretch[] | null;
}
