import type { RequestParams } from '@assay/contract';
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
import { choice } from './choice.ts';
import { parsePair } from './pair.ts';

const among = <Value extends string>(name: string, given: string, known: readonly Value[]): Value =>
  choice(given, known, { option: name, asked: `--param ${name}=${given}` });

/** What `--param` may set, each with its check. */
const readers: Readonly<Record<string, (value: string) => Partial<RequestParams>>> = {
  grade_basis: (value) => ({ gradeBasis: among('grade_basis', value, gradeBases) }),
  label_basis: (value) => ({ labelBasis: among('label_basis', value, labelBases) }),
  vote: (value) => ({ vote: among('vote', value, voteRules) }),
  money_basis: (value) => ({ moneyBasis: among('money_basis', value, moneyBases) }),
  // Whether it is one is checked where the question is answered.
  currency: (value) => ({ currency: value.toUpperCase() }),
  budget_version: (value) => ({ budgetVersion: value }),
  scope: (value) => ({ scope: among('scope', value, costScopes) }),
  item_basis: (value) => ({ itemBasis: among('item_basis', value, itemBases) }),
  answer_scale: (value) => ({ answerScale: among('answer_scale', value, answerScales) }),
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
