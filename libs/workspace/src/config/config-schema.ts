import { parseDay } from '@assay/contract';
import { mapping, maybe, text } from '@assay/yaml';
import * as v from 'valibot';
import { isLoopback } from './loopback.ts';

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

const hostShape = 'an address of this machine alone (127.0.0.1, localhost, ::1), because Assay has no sign-in yet';
const host = v.pipe(
  v.string(hostShape),
  v.check(isLoopback, hostShape),
  v.description('Address to listen on; 127.0.0.1 when absent.'),
);

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
      maybe(mapping({ zone: maybe(zone), currency: maybe(currency) })),
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
    host: maybe(host),
    port: maybe(port),
  }),
  v.title('Assay'),
);
