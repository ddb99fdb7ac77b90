import { cardOf, isCorrectable, metricIds, metricOf } from '@assay/metrics';
import { banner } from './run.mjs';

const list = (items) => items.map((item) => `\`${item}\``).join(', ');

function section(id) {
  const card = cardOf(metricOf(id), null);
  const facts = [
    `- **Formula:** ${card.formula}.`,
    ...(card.parts.length === 0
      ? []
      : [
          `- **Parts:** ${card.parts.map(({ id: part, title }) => `\`${part}\` (${title.toLowerCase()})`).join(', ')}.`,
        ]),
    `- **Owner:** ${card.owner.replace('_', ' and ')}. **Good:** ${card.good}. **Unit:** ${card.unit}.`,
    `- **Interval:** ${card.interval === null ? 'none' : `${list([card.interval])}, 95 %`}. **Shown:** ${card.minimum}.`,
    ...(card.companions.length === 0 ? [] : [`- **Read beside:** ${list(card.companions)}.`]),
    `- **Counts rows of:** \`${card.fact}\`.`,
    `- **Split and filter by:** ${list(card.dimensions.map((dimension) => dimension.id))}.`,
    '- **Left out:**',
    ...card.leftOut.map(({ code, rule }) => `  - ${code}: ${rule}`),
  ];
  return `## ${id}\n\n${card.title}. ${card.what}\n\n${facts.join('\n')}\n`;
}

const correctable = list(metricIds.filter((id) => isCorrectable(metricOf(id))));

const verdicts = `## Targets

A number is judged by its whole interval: \`met\` where all of it lies on the good side of the target, \`missed\` where all of it lies on the bad side, else \`unproven\`. Of rates and ratios an answer says too how likely the target is met (\`chanceMet\`): how much of the confidence distribution that belongs to the shown interval lies within the target's bounds. At a bound equal to the value it is a half, at the limits of a 95 % interval 2.5 and 97.5 %, so that it never says anything else than the verdict; between them it follows the normal law on the logit (shares), the logarithm (rates of events, ratios to an earlier value) or the plain scale (costs of an item); of none seen the exact law of none. It speaks of the method's long run, not of the reader's belief.
`;

const fewness = `## How few is too few

A number is shown from its own minimum on. Its interval is as good as its method is with so little ([trust.md](trust.md) has every cell that was simulated), and it is too narrow where a thing is rare:

- Rows that stand each for itself: below about five events (rows times share) coverage jumps between 86 and 97 %.
- Rows in heavy clusters (more than five each: answers of an annotator, items of a batch, samples of a case): it takes about as many clusters as one over the share, or over its rest to 100 %, 5 for 20 %, 20 for 5 %, 100 for 1 %, more than 200 for 0.5 %. With fewer, and where rows of one cluster are alike, the interval holds the truth in 60 to 90 of 100 cases, at the worst in 45. Below five heavy clusters none is shown (\`few_clusters\`).
- None of a rare thing in a few heavy clusters is "not seen here", not "below the upper limit".
- An audit by risk: 80 audited of each stratum where 95 % pass; with 30 it holds the truth in 76 of 100.
- Rows of uneven weights: 20 events; with five it holds the truth in 90 of 100.
- Shares corrected for their judge (\`grade_basis=corrected\`) hold at any share, also of 1 %, from 30 of each class on; limits are then wider than they must be.
`;

const parameters = `## Parameters

What an answer can hang on beside its split, filters and period (\`assay metric --param key=value\`, \`params\` of a panel in GraphQL):

- \`grade_basis\`: \`best\` (people, else calibrated judges, else rules), \`human\`, \`judge\` or \`corrected\`. Verdicts of different bases are never in one number or series. \`corrected\` is for shares of outputs (${correctable}): what calibrated judges flag, set right for what they miss and flag wrongly beside people (Rogan and Gladen, limits of Lang and Reiczigel), as the metric itself counts. How judges did is read off the outputs of the same environment that both graded in the last 90 days of the data, by the labels in force, whatever is split and filtered; it is held back (\`off\`) where there are none (\`no_calibration\`), fewer than 30 of a class (\`few_calibrated\`), or sensitivity + specificity - 1 is below 0.3 (\`weak_judges\`). Nothing in the data says that people graded a random part of the very outputs asked about, so that prediction-powered inference (PPI++) is not used.
- \`label_basis\`: \`current\` takes the labels in force, those of a regrading included; \`as_graded\` takes what each grader said last before anybody graded again. They are never mixed within a period: where some of its outputs were graded again by a criterion, but fewer than 95 % of its graded outputs in that environment, \`current\` takes the first labels for the whole period, whatever the split and the filters, and the number says so (\`as_graded\`, with how many outputs were graded again).
- \`vote\` of verdicts: how what several graders of one kind (people, else judges) say of one output is one verdict. \`majority\`: most of them, and a tie is disputed; \`any\`: it is wrong, or refused, where one of them says so; \`all\`: where none says otherwise. A mode of a failure stands by the same rule. What was adjudicated, and what rules say, stays as it is. The rate of hallucination of one set of summaries moves by 14 points with the rule alone, so a number by another rule than the majority says it in its file. Judges are corrected (\`grade_basis=corrected\`) against the majority alone.
- \`money_basis\`: \`service\` or \`ledger\`; \`currency\`: an ISO 4217 code; \`budget_version\`: the name of a version, the one in force where absent.
- \`scope\` of the cost of a label: \`vendor\` is labelling and rework, after credits; \`full\` adds lines for audits and what the own team's time (of vendors of kind internal) on review, adjudication, gold and rework cost. Batches of days without a known cost of that time are told (\`no_internal_cost\`), and the number is then known in part.
- \`item_basis\` of accepted items: \`restated\` takes an item whose acceptance was withdrawn out of the period it was accepted in; \`ledger\` counts it there and takes it off the period it was withdrawn in, so that a period that was reported stays as it was.
- \`answer_scale\` of agreement: \`nominal\`, \`ordinal\` or \`interval\` says how two answers differ where another way than the level of their label is wanted; \`answer_cut\`, a number, makes answers two: those below it, and those from it on.
`;

/** The catalogue for people without a running Assay. */
export const metricsDoc = {
  path: 'docs/metrics.md',
  content: () =>
    `<!-- ${banner('').trim()} -->\n\n# Metrics\n\nEvery definition there is. The compiled statements are in \`sql/golden\`.\n\n${verdicts}\n${fewness}\n${parameters}\n${metricIds.map(section).join('\n')}`,
};
