import type {
  AnswerScale,
  CostScope,
  GradeBasis,
  ItemBasis,
  LabelBasis,
  MoneyBasis,
  RequestParams,
  VoteRule,
} from '@assay/contract';
import {
  AssayError,
  answerScales,
  costScopes,
  didYouMean,
  gradeBases,
  itemBases,
  labelBases,
  moneyBases,
  voteRules,
} from '@assay/contract';
import { parsePair } from './pair.ts';

const isGradeBasis = (value: string): value is GradeBasis => gradeBases.some((basis) => basis === value);

const isLabelBasis = (value: string): value is LabelBasis => labelBases.some((basis) => basis === value);

const isVoteRule = (value: string): value is VoteRule => voteRules.some((rule) => rule === value);

const isMoneyBasis = (value: string): value is MoneyBasis => moneyBases.some((basis) => basis === value);

const isItemBasis = (value: string): value is ItemBasis => itemBases.some((basis) => basis === value);
const isCostScope = (value: string): value is CostScope => costScopes.some((scope) => scope === value);

const isAnswerScale = (value: string): value is AnswerScale => answerScales.some((scale) => scale === value);

/** What `--param` may set, each with its check. */
const readers: Readonly<Record<string, (value: string) => Partial<RequestParams>>> = {
  grade_basis: (value) => {
    if (isGradeBasis(value)) return { gradeBasis: value };
    throw new AssayError('PARAM_INVALID', `--param grade_basis=${value} is not known.`, {
      hint: `grade_basis takes ${gradeBases.join(', ')}.`,
    });
  },
  label_basis: (value) => {
    if (isLabelBasis(value)) return { labelBasis: value };
    throw new AssayError('PARAM_INVALID', `--param label_basis=${value} is not known.`, {
      hint: `label_basis takes ${labelBases.join(', ')}.`,
    });
  },
  vote: (value) => {
    if (isVoteRule(value)) return { vote: value };
    throw new AssayError('PARAM_INVALID', `--param vote=${value} is not known.`, {
      hint: `vote takes ${voteRules.join(', ')}.`,
    });
  },
  money_basis: (value) => {
    if (isMoneyBasis(value)) return { moneyBasis: value };
    throw new AssayError('PARAM_INVALID', `--param money_basis=${value} is not known.`, {
      hint: `money_basis takes ${moneyBases.join(', ')}.`,
    });
  },
  // Whether it is one is checked where the question is answered.
  currency: (value) => ({ currency: value.toUpperCase() }),
  budget_version: (value) => ({ budgetVersion: value }),
  scope: (value) => {
    if (isCostScope(value)) return { scope: value };
    throw new AssayError('PARAM_INVALID', `--param scope=${value} is not known.`, {
      hint: `scope takes ${costScopes.join(', ')}.`,
    });
  },
  item_basis: (value) => {
    if (isItemBasis(value)) return { itemBasis: value };
    throw new AssayError('PARAM_INVALID', `--param item_basis=${value} is not known.`, {
      hint: `item_basis takes ${itemBases.join(', ')}.`,
    });
  },
  answer_scale: (value) => {
    if (isAnswerScale(value)) return { answerScale: value };
    throw new AssayError('PARAM_INVALID', `--param answer_scale=${value} is not known.`, {
      hint: `answer_scale takes ${answerScales.join(', ')}.`,
    });
  },
  answer_cut: (value) => {
    const cut = value.trim() === '' ? Number.NaN : Number(value);
    if (Number.isFinite(cut)) return { answerCut: cut };
    throw new AssayError('PARAM_INVALID', `--param answer_cut=${value} is no number.`, {
      hint: 'answer_cut takes a number: answers below it are one, those from it on another.',
    });
  },
};

const defaults: RequestParams = { gradeBasis: 'best' };

/** `--param key=value` pairs over the defaults. */
export function parseParams(texts: readonly string[]): RequestParams {
  return texts.reduce<RequestParams>((params, text) => {
    const { name, value } = parsePair(text, '--param');
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (read) return { ...params, ...read(value) };
    const near = didYouMean(name, Object.keys(readers));
    throw new AssayError('PARAM_INVALID', `There is no parameter "${name}".`, {
      hint: near ?? `Parameters: ${Object.keys(readers).join(', ')}.`,
    });
  }, defaults);
}
