import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random/seeded-random.ts';
import { dawidSkene } from './dawid-skene.ts';
import type { AnswersByAnnotator } from './dawid-skene.ts';

/** Everyone answers every item; `says` makes an answer of the truth. */
function answersTo(
  truth: readonly number[],
  says: readonly ((truth: number) => number)[],
  classes: number,
): AnswersByAnnotator {
  const each = truth.flatMap((label, item) => says.map((say, annotator) => ({ item, annotator, label: say(label) })));
  return {
    item: each.map(({ item }) => item),
    annotator: each.map(({ annotator }) => annotator),
    label: each.map(({ label }) => label),
    items: truth.length,
    annotators: says.length,
    classes,
  };
}

describe('dawid_skene', () => {
  it('finds the truth where one of three always says the opposite, and learns that he does', () => {
    const truth = [0, 1, 1, 0, 1, 1];
    const same = (label: number) => label;
    const { hardLabels, confusion, prevalence, isSettled } = dawidSkene(
      answersTo(truth, [same, same, (label) => 1 - label], 2),
    );
    expect(hardLabels).toEqual(truth);
    expect(confusion[2]?.[0]?.[1]).toBeCloseTo(1, 9);
    expect(prevalence[1]).toBeCloseTo(4 / 6, 9);
    expect(isSettled).toBe(true);
  });

  it('does better than the majority where good annotators are the fewer', () => {
    const random = seededRandom('dawid-skene');
    const truth = Array.from({ length: 400 }, () => Math.floor(random() * 3));
    const right = (share: number) => (label: number) =>
      random() < share ? label : (label + 1 + Math.floor(random() * 2)) % 3;
    const answers = answersTo(truth, [0.95, 0.95, 0.45, 0.45, 0.45].map(right), 3);
    const wrong = (labels: readonly number[]) => labels.filter((label, item) => label !== truth[item]).length;
    const votes = truth.map(() => [0, 0, 0]);
    for (const [each, item] of Array.from(answers.item).entries()) {
      const row = votes[item] as number[];
      row[answers.label[each] as number] = (row[answers.label[each] as number] as number) + 1;
    }
    const majority = votes.map((counts) => counts.indexOf(Math.max(...counts)));
    expect(wrong(dawidSkene(answers).hardLabels)).toBeLessThan(wrong(majority) / 2);
  });

  it('gives probabilities that add up to 1, whoever is numbered first', () => {
    const answer = fc.tuple(fc.nat(4), fc.nat(3), fc.nat(2));
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 30 }), (triples) => {
        const whole = [...triples, ...[0, 1, 2, 3, 4].map((item) => [item, 0, item % 3] as const)];
        const input = (who: (annotator: number) => number): AnswersByAnnotator => ({
          item: whole.map(([item]) => item),
          annotator: whole.map(([, annotator]) => who(annotator)),
          label: whole.map(([, , label]) => label),
          items: 5,
          annotators: 4,
          classes: 3,
        });
        const one = dawidSkene(input((annotator) => annotator));
        const other = dawidSkene(input((annotator) => 3 - annotator));
        for (const shares of one.posterior) expect(shares.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9);
        expect(Number(one.logLik)).toBeCloseTo(Number(other.logLik), 6);
      }),
      { numRuns: 60 },
    );
  });

  it('says when its rounds ran out, and has no answer for places outside their range', () => {
    const answers = answersTo([0, 1, 0], [(label) => label, () => 0], 2);
    expect(dawidSkene(answers, { mostRounds: 1 })).toMatchObject({ rounds: 1, isSettled: false });
    expect(dawidSkene({ ...answers, classes: 1 }).logLik).toBeNull();
    expect(dawidSkene({ ...answers, items: 4 }).logLik).toBeNull();
  });
});
