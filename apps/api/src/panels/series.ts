import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Target } from '../catalogue/target.ts';
import { MetricIdEnum } from '../platform/enums.ts';
import { LimitStretch } from './limit-stretch.ts';
import { Range } from './range.ts';

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

@ObjectType({
  description: 'A change of money as decimal text with four decimals; the floats beside it are for drawing.',
})
export class ChangeMoney {
  @Field(() => String, { nullable: true })
  readonly comparedValue!: string | null;

  @Field(() => String, { nullable: true })
  readonly difference!: string | null;

  @Field(() => String, { nullable: true })
  readonly lower!: string | null;

  @Field(() => String, { nullable: true })
  readonly upper!: string | null;
}

@ObjectType({ description: 'The change of all slices together, gone ones too, by what it comes from.' })
export class ContributionOfAll {
  @Field(() => Float)
  readonly difference!: number;

  @Field(() => Float)
  readonly mixEffect!: number;

  @Field(() => Float)
  readonly rateEffect!: number;
}

@ObjectType({ description: 'What a slice adds to the change of all slices together.' })
export class Contribution {
  @Field(() => Float, { description: 'Because it is another share of the rows than before.' })
  readonly mixEffect!: number;

  @Field(() => Float, { description: 'Because its rate is another than before.' })
  readonly rateEffect!: number;

  @Field(() => ContributionOfAll)
  readonly whole!: ContributionOfAll;
}

@ObjectType({
  description:
    'Cases that both sides answered. Counts of pairs are null where a case has several answers or cases hang together.',
})
export class PairedResult {
  @Field(() => Int, { nullable: true })
  readonly both!: number | null;

  @Field(() => Int, { nullable: true })
  readonly onlyCurrent!: number | null;

  @Field(() => Int, { nullable: true })
  readonly onlyCompared!: number | null;

  @Field(() => Int, { nullable: true })
  readonly neither!: number | null;

  @Field(() => Float, { nullable: true })
  readonly currentValue!: number | null;

  @Field(() => Float, { nullable: true })
  readonly comparedValue!: number | null;

  @Field(() => Float, { nullable: true })
  readonly difference!: number | null;

  @Field(() => Float, { nullable: true })
  readonly lower!: number | null;

  @Field(() => Float, { nullable: true })
  readonly upper!: number | null;

  @Field(() => Float, { nullable: true, description: 'The p to decide by.' })
  readonly p!: number | null;

  @Field(() => Float, { nullable: true, description: 'Exact p of McNemar, of counts of pairs.' })
  readonly exactP!: number | null;
}

@ObjectType({ description: 'A named part of the value, case by case.' })
export class PairedPart extends PairedResult {
  @Field(() => String)
  readonly id!: string;
}

@ObjectType({ description: 'What a comparison case by case was worked out of.' })
export class PairedChange extends PairedResult {
  @Field(() => Int, { description: 'Cases that count on both sides.' })
  readonly pairs!: number;

  @Field(() => Int, { description: 'Independent groups of these cases.' })
  readonly clusters!: number;

  @Field(() => String, { nullable: true, description: 'How the interval is made.' })
  readonly method!: string | null;

  @Field(() => Float, { nullable: true, description: 'Current over compared, less 1.' })
  readonly relative!: number | null;

  @Field(() => Float, { nullable: true })
  readonly relativeLower!: number | null;

  @Field(() => Float, { nullable: true })
  readonly relativeUpper!: number | null;

  @Field(() => Int, { description: 'Cases of one side that the other has no answer to by the same judges.' })
  readonly missing!: number;

  @Field(() => Float, { nullable: true, description: 'As a share of all cases; above 0.05 nothing is concluded.' })
  readonly missingShare!: number | null;

  @Field(() => Int, { description: 'Of these: answered on both sides, by other judges.' })
  readonly judgedOtherwise!: number;

  @Field(() => Int, { description: 'Cases that both sides answered and one cannot count.' })
  readonly dropped!: number;

  @Field(() => [PairedPart])
  readonly parts!: readonly PairedPart[];
}

@ObjectType({ description: 'Current minus compared, in the unit of the metric.' })
export class Change {
  @Field(() => Float, { nullable: true })
  readonly comparedValue!: number | null;

  @Field(() => Int)
  readonly comparedN!: number;

  @Field(() => Range, { nullable: true })
  readonly comparedRange!: Range | null;

  @Field(() => Float, { nullable: true })
  readonly difference!: number | null;

  @Field(() => Float, { nullable: true })
  readonly lower!: number | null;

  @Field(() => Float, { nullable: true })
  readonly upper!: number | null;

  @Field(() => Float, { nullable: true })
  readonly p!: number | null;

  @Field(() => Float, { nullable: true, description: 'Adjusted for all comparisons asked for together.' })
  readonly pAdjusted!: number | null;

  @Field(() => Int, { description: 'How many comparisons it was adjusted for; 0 where nothing was tested.' })
  readonly looks!: number;

  @Field(() => String)
  readonly verdict!: string;

  @Field(() => Contribution, {
    nullable: true,
    description: 'Of slices of a rate that is split by one dimension and compared with another time.',
  })
  readonly contribution?: Contribution | null;

  @Field(() => ChangeMoney, { nullable: true, description: 'Of metrics of money; null of all others.' })
  readonly money?: ChangeMoney | null;

  @Field(() => PairedChange, { nullable: true, description: 'Of comparisons case by case; null of all others.' })
  readonly paired?: PairedChange | null;
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
