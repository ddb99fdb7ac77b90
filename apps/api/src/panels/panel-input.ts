import { Field, Float, InputType } from '@nestjs/graphql';
import {
  AnswerScaleEnum,
  CompareKindEnum,
  CostScopeEnum,
  GradeBasisEnum,
  GrainEnum,
  ItemBasisEnum,
  LabelBasisEnum,
  MetricIdEnum,
  MoneyBasisEnum,
  VoteRuleEnum,
} from '../platform/enums.ts';

@InputType({ description: 'Either last, or from and to (half-open days); empty is all data.' })
export class PeriodInput {
  @Field(() => String, { nullable: true, description: 'Whole periods that have ended: 7d, 1w, 13w, 3m, 2q.' })
  readonly last?: string | null;

  @Field(() => String, { nullable: true })
  readonly from?: string | null;

  @Field(() => String, { nullable: true })
  readonly to?: string | null;
}

@InputType()
export class FilterInput {
  @Field(() => String)
  readonly dimension!: string;

  @Field(() => [String], { nullable: 'items', description: 'Any of these; null is "not known".' })
  readonly values!: readonly (string | null)[];
}

@InputType()
export class CompareInput {
  @Field(() => CompareKindEnum)
  readonly kind!: string;

  @Field(() => String, { nullable: true })
  readonly dimension?: string | null;

  @Field(() => String, { nullable: true })
  readonly value?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'With a value: case by case, only cases that both sides answered. False when absent.',
  })
  readonly paired?: boolean | null;
}

@InputType()
export class ParamsInput {
  @Field(() => GradeBasisEnum, { nullable: true })
  readonly gradeBasis?: string | null;

  @Field(() => LabelBasisEnum, {
    nullable: true,
    description: 'Labels in force, those of regrading included, or those given first; current when absent.',
  })
  readonly labelBasis?: string | null;

  @Field(() => VoteRuleEnum, {
    nullable: true,
    description: 'How what several graders say of one output is one verdict; that of most when absent.',
  })
  readonly vote?: string | null;

  @Field(() => MoneyBasisEnum, { nullable: true, description: 'service when absent.' })
  readonly moneyBasis?: string | null;

  @Field(() => String, { nullable: true, description: 'ISO 4217 code; the currency of the workspace when absent.' })
  readonly currency?: string | null;

  @Field(() => String, { nullable: true, description: 'The version of the budget in force when absent.' })
  readonly budgetVersion?: string | null;

  @Field(() => CostScopeEnum, {
    nullable: true,
    description:
      'What counts as the cost of a label: what vendors are paid, or also audits and own time; vendor when absent.',
  })
  readonly scope?: string | null;

  @Field(() => ItemBasisEnum, {
    nullable: true,
    description:
      'Whether a withdrawn acceptance leaves the period it was accepted in, or is taken off the one it was withdrawn in; restated when absent.',
  })
  readonly itemBasis?: string | null;

  @Field(() => AnswerScaleEnum, {
    nullable: true,
    description: 'How two answers differ, for agreement; by the level of the label when absent.',
  })
  readonly answerScale?: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'For agreement: numbers below it are one answer, those from it on another; each its own when absent.',
  })
  readonly answerCut?: number | null;
}

@InputType()
export class PanelInput {
  @Field(() => [MetricIdEnum])
  readonly metrics!: readonly string[];

  @Field(() => GrainEnum)
  readonly grain!: string;

  @Field(() => PeriodInput)
  readonly period!: PeriodInput;

  @Field(() => [String])
  readonly by!: readonly string[];

  @Field(() => PeriodInput, {
    nullable: true,
    description: 'Where a split has many values, those with most in this period are shown; the period when absent.',
  })
  readonly rankedIn?: PeriodInput | null;

  @Field(() => [FilterInput])
  readonly where!: readonly FilterInput[];

  @Field(() => CompareInput, { nullable: true })
  readonly compare?: CompareInput | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether to say how each series usually runs; of periods only. False when absent.',
  })
  readonly limits?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether to mark finished periods that moved after their rows were to change no more; looks back over the last 12 states of the data. False when absent.',
  })
  readonly restated?: boolean | null;

  @Field(() => ParamsInput, { nullable: true })
  readonly params?: ParamsInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'Instant (ISO, UTC) whose knowledge is asked for; absent is now.',
  })
  readonly asOf?: string | null;
}

@InputType()
export class DimensionValueInput {
  @Field(() => String)
  readonly dimension!: string;

  @Field(() => String, { nullable: true })
  readonly value?: string | null;
}

@InputType({ description: 'One number of an answer.' })
export class CellInput {
  @Field(() => MetricIdEnum)
  readonly metric!: string;

  @Field(() => String, { nullable: true, description: 'Start of the bucket; null for grain none.' })
  readonly bucket?: string | null;

  @Field(() => [DimensionValueInput])
  readonly by!: readonly DimensionValueInput[];
}
