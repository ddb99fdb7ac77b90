import type { Estimate } from '@assay/contract';
import { parseDay } from '@assay/contract';
import { expect, it } from 'vitest';
import { llama } from '../testing/sample-answer.ts';
import { restatedLines } from './restated-text.ts';

const moved: Estimate = {
  ...llama,
  bucket: parseDay('2024-01-15'),
  restated: { was: 0.548, day: parseDay('2024-01-29') },
};

it('says what a finished period was, and what it is', () => {
  const lines = restatedLines({ unit: 'percent' }, [llama, moved, { ...moved, value: null, by: {} }], 'week');
  const was = '54.8 % on 29 Jan 2024, when its rows were to change no more';
  expect(lines).toEqual([
    `week 03 of 2024, llama2orig: ${was}, 59.6 % now.`,
    `week 03 of 2024: ${was}, not known now.`,
  ]);
});

it('writes money as it is written, not as it is drawn', () => {
  const money = { currency: 'EUR', value: '0.4100', lower: null, upper: null, numerator: '41.0000', unconverted: [] };
  const cost = { ...moved, by: {}, money, restated: { was: 0.1, money: '1234.5000', day: parseDay('2024-01-29') } };
  expect(restatedLines({ unit: 'money_per_item' }, [cost], 'week')).toEqual([
    'week 03 of 2024: 1,234.50 on 29 Jan 2024, when its rows were to change no more, 0.41 now.',
  ]);
});
