import { cardOf, metricIds, metricOf } from '@assay/metrics';
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
    `- **Counts rows of:** \`${card.fact}\`.`,
    `- **Split and filter by:** ${list(card.dimensions.map((dimension) => dimension.id))}.`,
    '- **Left out:**',
    ...card.leftOut.map(({ code, rule }) => `  - ${code}: ${rule}`),
  ];
  return `## ${id}\n\n${card.title}. ${card.what}\n\n${facts.join('\n')}\n`;
}

/** The catalogue for people without a running Assay. */
export const metricsDoc = {
  path: 'docs/metrics.md',
  content: () =>
    `<!-- ${banner('').trim()} -->\n\n# Metrics\n\nEvery definition there is. The compiled statements are in \`sql/golden\`.\n\n${metricIds.map(section).join('\n')}`,
};
