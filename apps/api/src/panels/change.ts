import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { MetricIdEnum } from '../platform/enums.ts';
import { Range } from './range.ts';

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

@ObjectType({ description: 'The other side of a boundary, which clearly went the other way in the same comparison.' })
export class MovedBoundary {
  @Field(() => MetricIdEnum)
  readonly metric!: string;

  @Field(() => Float, { description: 'Of the other side: current minus compared.' })
  readonly difference!: number;

  @Field(() => String, { description: 'The same in words.' })
  readonly text!: string;
}

@ObjectType({ description: 'The chi-square test of all modes of failures at once.' })
export class ModesTogether {
  @Field(() => Float, { nullable: true })
  readonly p!: number | null;

  @Field(() => Float, { nullable: true, description: 'Cram\u00e9r\u2019s V, corrected for bias: from 0 to 1.' })
  readonly cramersV!: number | null;

  @Field(() => String, { description: 'The same in words.' })
  readonly text!: string;
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

  @Field(() => MovedBoundary, {
    nullable: true,
    description: 'Where one side of a boundary rose as the other fell; null elsewhere.',
  })
  readonly boundary?: MovedBoundary | null;

  @Field(() => ModesTogether, {
    nullable: true,
    description: 'Of modes that together are all that fails; null of all others.',
  })
  readonly modes?: ModesTogether | null;

  @Field(() => PairedChange, { nullable: true, description: 'Of comparisons case by case; null of all others.' })
  readonly paired?: PairedChange | null;
}
