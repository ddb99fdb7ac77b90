import { parseDay, roles } from '@assay/contract';
import { listOf, mapping, maybe, oneOf, text } from '@assay/yaml';
import * as v from 'valibot';
import { isHost } from './loopback.ts';

/** IANA names only: an offset such as +02:00 has no daylight saving time. */
function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

const zoneShape = 'an IANA time zone such as Europe/Berlin or UTC';
const zone = v.pipe(
  v.string(zoneShape),
  v.check(isZone, zoneShape),
  v.description('Zone in which days, weeks and months begin; UTC when absent.'),
);

const currencyShape = 'an ISO 4217 code in capitals, as EUR';
const currency = v.pipe(
  v.string(currencyShape),
  v.regex(/^[A-Z]{3}$/, currencyShape),
  v.description('Currency that money is reported in; the one that most invoice lines are in when absent.'),
);

const casesShape = 'a number of cases from 1';
const coverageCases = v.pipe(
  v.number(casesShape),
  v.integer(casesShape),
  v.minValue(1, casesShape),
  v.description('Live golden cases from which on a workflow counts as tested in eval_coverage; 20 when absent.'),
);

const monthShape = 'a month from 1 to 12';
const fiscalYearStarts = v.pipe(
  v.number(monthShape),
  v.integer(monthShape),
  v.minValue(1, monthShape),
  v.maxValue(12, monthShape),
  v.description('Month on whose first day the fiscal year begins, which quarters follow; 1 (January) when absent.'),
);

/** Digits, or for editors the reference to a variable that holds them; the loader has filled it in by now. */
const portText = /^(\d{1,5}|\$\{\w+\})$/;
const portShape = 'a port from 0 to 65535';
const port = v.pipe(
  // Text as well, because that is what an environment variable holds.
  v.union(
    [
      v.pipe(v.number(), v.integer(portShape), v.minValue(0, portShape), v.maxValue(65_535, portShape)),
      v.pipe(v.string(), v.regex(portText, portShape)),
    ],
    portShape,
  ),
  v.transform(Number),
  v.maxValue(65_535, portShape),
  v.description('4400 when absent, and the next free one when it is taken; 0 takes any.'),
);

const hostShape = 'an address to listen on, such as 127.0.0.1, ::1 or 0.0.0.0';
const host = v.pipe(
  v.string(hostShape),
  v.check(isHost, hostShape),
  v.description('Address to listen on; 127.0.0.1 when absent. One that other machines can reach takes viewers.'),
);

/** The owner is who runs Assay on this machine, and needs no token. */
const viewerRoles = roles.filter((role) => role !== 'owner');

const tokenShape =
  'the name of an environment variable that holds the token, as ${ASSAY_TOKEN_ADA}, or token_file with the path of a file of mode 0600: a token never stands in this file';

/** The only reference that is not filled in before the file is checked: see `read-viewers.ts`. */
const token = v.pipe(
  v.string(tokenShape),
  v.regex(/^\$\{[A-Za-z_]\w*\}$/, tokenShape),
  v.description('Reference to the environment variable that holds the token.'),
);

const viewer = mapping({
  name: v.pipe(text('the name of a person or a program'), v.description('Who it is; seen by themselves alone.')),
  role: v.pipe(oneOf(viewerRoles), v.description('What they may see.')),
  token: maybe(token),
  token_file: v.pipe(
    maybe(text('the path of a file of mode 0600')),
    v.description('File that holds the token; a relative path starts at this file.'),
  ),
});

const sundayShape = 'a Sunday from 2017 on, as 2026-09-27';
const isSunday = (text: string) => /^20(?:1[7-9]|[2-9]\d)-\d\d-\d\d$/.test(text) && new Date(text).getUTCDay() === 0;
const through = v.pipe(
  v.string(sundayShape),
  v.check(isSunday, sundayShape),
  v.transform(parseDay),
  v.description('Last day of the sample; the last Sunday before today when absent.'),
);

const seedShape = 'a whole number from 0 to 999999';
const seed = v.pipe(
  v.number(seedShape),
  v.integer(seedShape),
  v.minValue(0, seedShape),
  v.maxValue(999_999, seedShape),
  v.description('Which of the years that could have been; 0 when absent.'),
);

/** The one description of `assay.yaml`: the loader checks with it, and the JSON Schema is made of it. */
export const configSchema = v.pipe(
  mapping({
    workspace: v.pipe(
      maybe(
        mapping({
          zone: maybe(zone),
          fiscal_year_starts: maybe(fiscalYearStarts),
          currency: maybe(currency),
          coverage_cases: maybe(coverageCases),
        }),
      ),
      v.description('What holds for all numbers.'),
    ),
    database: v.pipe(
      maybe(text('the path of a DuckDB file')),
      v.description('Embedded database; a relative path starts at this file.'),
    ),
    keep_content: v.pipe(
      maybe(v.boolean('true or false')),
      v.description('Whether texts of prompts and outputs that files bring along are kept; they are not when absent.'),
    ),
    sample: v.pipe(
      maybe(mapping({ through: maybe(through), seed: maybe(seed) })),
      v.description('The built-in sample, which is shown where no data has been loaded.'),
    ),
    viewers: v.pipe(
      maybe(listOf(viewer, 'a list of viewers, each with name, role and token')),
      v.description('Who may look; without any, whoever reaches this machine from itself is the owner.'),
    ),
    content_roles: v.pipe(
      maybe(listOf(oneOf(roles), `a list of roles: ${roles.join(', ')}`)),
      v.description('Roles that may read texts of prompts and outputs; owner and lead when absent.'),
    ),
    cache: v.pipe(
      maybe(oneOf(['on', 'off'])),
      v.description('Whether results of pages are remembered until a load changes the data; on when absent.'),
    ),
    host: maybe(host),
    port: maybe(port),
  }),
  v.title('Assay'),
);
