/**
 * `npm run test:simulation`: coverage, false alarms and power of the statistics on data whose truth is known. Writes
 * `docs/trust.md`; the same code gives the same table. Ends with 1 where a table is outside its goal without a reason.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { alarms, power } from './alarms.mjs';
import { coverage } from './coverage.mjs';
import { coverageOfAgreement } from './coverage-of-agreement.mjs';
import { coverageOfSamples } from './coverage-of-samples.mjs';
import { report } from './report.mjs';
import { weeklyScorecard } from './weekly-scorecard.mjs';

const runs = 10_000;
const path = fileURLToPath(new URL('../../docs/trust.md', import.meta.url));

const parts = {
  'Intervals: how often they hold the truth': [
    ...coverage(runs),
    ...coverageOfSamples(runs),
    ...coverageOfAgreement(runs),
  ],
  'False alarms: how often something is seen that is not there': [...alarms(runs), weeklyScorecard()],
  'Power: how often something is seen that is there': power(runs),
};
writeFileSync(path, await format(report(parts), { ...(await resolveConfig(path)), filepath: path }));

const tables = Object.values(parts).flat();
const unexplained = tables.filter(({ outside, isAverageIn, reason }) => (outside > 0 || !isAverageIn) && !reason);
for (const { title, method, average, outside } of unexplained)
  console.log(`outside its goal without a reason: ${title} (${method}), ${outside} cells, ${(100 * average).toFixed(1)} % on average`); // prettier-ignore
console.log(`${tables.length - unexplained.length} passed, ${unexplained.length} failed`);
process.exitCode = unexplained.length > 0 ? 1 : 0;
