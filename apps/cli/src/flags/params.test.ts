import { describe, expect, it } from 'vitest';
import { parseParams } from './params.ts';

describe('parseParams', () => {
  it('starts from the defaults', () => {
    expect(parseParams([])).toEqual({ gradeBasis: 'best' });
    expect(parseParams(['grade_basis=human'])).toEqual({ gradeBasis: 'human' });
    expect(parseParams(['money_basis=ledger', 'currency=usd', 'budget_version=FY26-v1'])).toEqual({
      gradeBasis: 'best',
      moneyBasis: 'ledger',
      currency: 'USD',
      budgetVersion: 'FY26-v1',
    });
    expect(parseParams(['label_basis=as_graded'])).toEqual({ gradeBasis: 'best', labelBasis: 'as_graded' });
    expect(parseParams(['item_basis=ledger'])).toEqual({ gradeBasis: 'best', itemBasis: 'ledger' });
    expect(parseParams(['scope=full'])).toEqual({ gradeBasis: 'best', scope: 'full' });
    expect(parseParams(['vote=all'])).toEqual({ gradeBasis: 'best', vote: 'all' });
    expect(() => parseParams(['vote=most'])).toThrow(
      expect.objectContaining({ hint: 'vote takes majority, any, all.' }),
    );
    expect(parseParams(['answer_scale=ordinal', 'answer_cut=-0.5'])).toEqual({
      gradeBasis: 'best',
      answerScale: 'ordinal',
      answerCut: -0.5,
    });
  });

  it('names what it knows when a name or value is unknown', () => {
    expect(() => parseParams(['grade_bases=human'])).toThrow(
      expect.objectContaining({ code: 'PARAM_INVALID', hint: 'Did you mean grade_basis?' }),
    );
    expect(() => parseParams(['forecast=v1'])).toThrow(
      expect.objectContaining({
        hint: 'Parameters: grade_basis, label_basis, vote, money_basis, currency, budget_version, scope, item_basis, answer_scale, answer_cut.',
      }),
    );
    expect(() => parseParams(['grade_basis=guess'])).toThrow(
      expect.objectContaining({ code: 'PARAM_INVALID', hint: 'grade_basis takes best, human, judge, corrected.' }),
    );
    expect(() => parseParams(['money_basis=cash'])).toThrow(
      expect.objectContaining({ code: 'PARAM_INVALID', hint: 'money_basis takes service, ledger.' }),
    );
    expect(() => parseParams(['item_basis=cash'])).toThrow(
      expect.objectContaining({ code: 'PARAM_INVALID', hint: 'item_basis takes restated, ledger.' }),
    );
    expect(() => parseParams(['scope=all'])).toThrow(
      expect.objectContaining({ code: 'PARAM_INVALID', hint: 'scope takes vendor, full.' }),
    );
    expect(() => parseParams(['label_basis=new'])).toThrow(
      expect.objectContaining({ code: 'PARAM_INVALID', hint: 'label_basis takes current, as_graded.' }),
    );
    expect(() => parseParams(['answer_scale=ratio'])).toThrow(
      expect.objectContaining({ code: 'PARAM_INVALID', hint: 'answer_scale takes nominal, ordinal, interval.' }),
    );
    for (const cut of ['', 'low', 'Infinity']) {
      expect(() => parseParams([`answer_cut=${cut}`])).toThrow(expect.objectContaining({ code: 'PARAM_INVALID' }));
    }
    expect(() => parseParams(['toString=x'])).toThrow('There is no parameter "toString".');
  });
});
