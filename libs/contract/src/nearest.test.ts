import { describe, expect, it } from 'vitest';
import { didYouMean, nearestNames } from './nearest.ts';

const metrics = ['over_refusal_rate', 'under_refusal_rate', 'rework_rate'];

describe('nearestNames', () => {
  it('finds a name with a letter missing, doubled or wrong', () => {
    expect(nearestNames('over_refusal_rat', metrics)[0]).toBe('over_refusal_rate');
    expect(nearestNames('over_reffusal_rate', metrics)[0]).toBe('over_refusal_rate');
    expect(nearestNames('under_refusel_rate', metrics)[0]).toBe('under_refusal_rate');
  });

  it('counts two swapped neighbours as one slip', () => {
    expect(nearestNames('dukcdb', ['duckdb', 'redshift'])).toEqual(['duckdb']);
    expect(nearestNames('ab', ['ba', 'cd'])).toEqual(['ba']);
  });

  it('finds a name by a part of it, whatever the case', () => {
    expect(nearestNames('REFUSAL', metrics)).toEqual(['over_refusal_rate', 'under_refusal_rate']);
  });

  it('offers nothing where nothing is near', () => {
    expect(nearestNames('banana', metrics)).toEqual([]);
    expect(didYouMean('banana', metrics)).toBeNull();
    expect(didYouMean('rework', metrics)).toBe('Did you mean rework_rate?');
  });
});
