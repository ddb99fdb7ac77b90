import { describe, expect, it } from 'vitest';
import { itemEntropy } from './item-entropy.ts';

describe('item_entropy', () => {
  it('is in bits, and over what so many categories can have', () => {
    // Shares 1/2, 1/4, 1/4 of four categories: 1.5 bits of 2.
    expect(itemEntropy({ counts: [4, 2, 2, 0] })).toEqual({ entropyBits: 1.5, normalised: 0.75, minorityShare: 0.5 });
    expect(itemEntropy({ counts: [0, 7] })).toEqual({ entropyBits: 0, normalised: 0, minorityShare: 0 });
  });

  it('has nothing to compare with in one category, and no answer without answers', () => {
    expect(itemEntropy({ counts: [3] })).toEqual({ entropyBits: 0, normalised: null, minorityShare: 0 });
    expect(itemEntropy({ counts: [0, 0] }).entropyBits).toBeNull();
    expect(itemEntropy({ counts: [2, -1] }).entropyBits).toBeNull();
  });
});
