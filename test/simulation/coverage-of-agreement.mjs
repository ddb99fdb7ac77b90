/** Coverage of coefficients of agreement: two people, three labels, and a truth that is worked out from their law. */
import { alphaOf, answersOnScale, bootstrapAlpha, cohenKappa, gwetAcOfPatterns } from '@assay/statistics';
import { draws, shareOf } from './draws.mjs';
import { table } from './goals.mjs';

const prevalence = [0.6, 0.3, 0.1];
const labels = [0, 1, 2];

/** Probability of each pair of answers where both are right with this chance, else take one of the other labels. */
function lawOf(right) {
  const says = (truth, said) => (truth === said ? right : (1 - right) / 2);
  return labels.map((a) =>
    labels.map((b) => labels.reduce((sum, t) => sum + prevalence[t] * says(t, a) * says(t, b), 0)),
  );
}

/** A table of pairs as patterns of answers to one item. */
const patternsOf = (pairs) =>
  pairs.flatMap((row, a) =>
    row.map((times, b) => ({ counts: labels.map((label) => Number(label === a) + Number(label === b)), times })),
  );

const onScale = (pairs) => answersOnScale({ patterns: patternsOf(pairs), level: 'nominal' });
const limits = (estimate, se) => ({ lower: estimate - 1.96 * se, upper: estimate + 1.96 * se });

const kinds = [
  {
    name: 'krippendorff_alpha, bootstrap',
    share: 10,
    of: (pairs) => alphaOf(onScale(pairs)).alpha,
    interval: (pairs, run) => bootstrapAlpha(onScale(pairs), { seed: String(run), replicates: 1000 }),
  },
  {
    name: 'krippendorff_alpha, jackknife',
    share: 1,
    of: (pairs) => alphaOf(onScale(pairs)).alpha,
    interval: (pairs) => {
      const { alpha, jackknifeSe } = alphaOf(onScale(pairs));
      return limits(alpha, jackknifeSe);
    },
  },
  { name: 'cohen_kappa', share: 1, of: (pairs) => cohenKappa({ table: pairs }).none.kappa, interval: (pairs) => cohenKappa({ table: pairs }).none }, // prettier-ignore
  {
    name: 'gwet_ac, AC1',
    share: 1,
    of: (pairs) => gwetAcOfPatterns({ patterns: patternsOf(pairs), weighting: 'identity' }).coef,
    interval: (pairs) => {
      const { coef, se } = gwetAcOfPatterns({ patterns: patternsOf(pairs), weighting: 'identity' });
      return limits(coef, se);
    },
  },
];

function drawPairs({ binomial }, law, items) {
  let [left, share] = [items, 1];
  return law.map((row) =>
    row.map((p) => {
      const count = share > p ? binomial(left, Math.min(1, p / share)) : left;
      left -= count;
      share -= p;
      return count;
    }),
  );
}

export const coverageOfAgreement = (runs) =>
  kinds.map(({ name, share, of, interval }) =>
    table({
      title: 'Agreement of two people',
      method: name,
      goal: 'approximate',
      runs: Math.ceil(runs / 5 / share),
      rows: [50, 100, 400].map((items) => ({ name: `${items} items`, items })),
      columns: [0.75, 0.9].map((right) => ({ name: `right ${100 * right} % of the time`, right })),
      cell: ({ items }, { right }) => {
        const law = lawOf(right);
        // The law itself as a table of a thousand million items.
        const truth = of(law.map((row) => row.map((p) => p * 1e9)));
        const stream = draws(`${name} ${items} ${right}`);
        return shareOf(Math.ceil(runs / 5 / share), (run) => {
          const { lower, upper } = interval(drawPairs(stream, law, items), run);
          return lower <= truth && truth <= upper;
        });
      },
    }),
  );
