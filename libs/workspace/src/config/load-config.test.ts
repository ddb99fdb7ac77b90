import { formatProblem } from '@assay/yaml';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configJsonSchema } from './json-schema.ts';
import { checkConfig, loadConfig } from './load-config.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'assay-config-'));
});
afterEach(() => rm(directory, { recursive: true }));

const write = (text: string) => writeFile(join(directory, 'assay.yaml'), text);
const load = (environment: Record<string, string> = {}) => loadConfig({ directory, environment });
const defaults = {
  zone: 'UTC',
  currency: null,
  database: null,
  keepContent: false,
  sample: { through: null, seed: 0 },
  yearStarts: 1,
  coverageCases: 20,
  hasViewers: false,
  contentRoles: ['owner', 'lead'],
  cache: true,
  host: null,
  port: null,
};

describe('assay.yaml', () => {
  it('need not be there, nor say anything', async () => {
    expect(await load()).toEqual(defaults);
    await write('# nothing yet\n');
    expect(await load()).toEqual(defaults);
    await write('workspace:\n');
    expect(await load()).toEqual(defaults);
  });

  it('is read whole; a relative path starts at the file', async () => {
    await write(
      'workspace:\n  zone: Europe/Berlin\n  fiscal_year_starts: 4\n  currency: GBP\n  coverage_cases: 12\ndatabase: data/team.duckdb\nkeep_content: true\nsample: { through: 2026-09-27, seed: 7 }\nviewers: [{ name: Ada, role: lead, token: "${NOT_ASKED_FOR}" }]\ncontent_roles: [lead]\ncache: off\nhost: 0.0.0.0\nport: 4500\n',
    );
    expect(await load()).toEqual({
      zone: 'Europe/Berlin',
      yearStarts: 4,
      coverageCases: 12,
      currency: 'GBP',
      database: join(directory, 'data/team.duckdb'),
      keepContent: true,
      sample: { through: '2026-09-27', seed: 7 },
      hasViewers: true,
      contentRoles: ['lead'],
      cache: false,
      host: '0.0.0.0',
      port: 4500,
    });
    await write('database: /srv/team.duckdb\n');
    expect((await load()).database).toBe('/srv/team.duckdb');
  });

  it('takes values from the environment, inside text and as numbers', async () => {
    await write('database: ${HOME_OF_DATA}/team.duckdb\nport: ${PORT}\n');
    expect(await load({ HOME_OF_DATA: '/srv', PORT: '4501' })).toMatchObject({
      database: '/srv/team.duckdb',
      port: 4501,
    });
  });

  it('lets a variable be nothing but a value', async () => {
    await write('port: ${PORT}\n');
    await expect(load({ PORT: '${PORT}' })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await write('database: ${EVIL}\n');
    expect(await load({ EVIL: '/x\nport: 1' })).toMatchObject({ database: '/x\nport: 1', port: null });
  });

  it.each([
    [
      'an unknown key',
      'prot: 4400\n',
      '1:1: prot is not known; expected one of the keys workspace, database, keep_content, sample, viewers, content_roles, cache, host, port (did you mean port?)',
    ],
    [
      'an unknown key inside',
      'workspace:\n  zona: UTC\n',
      '2:3: workspace.zona is not known; expected one of the keys zone, fiscal_year_starts, currency, coverage_cases (did you mean zone?)',
    ],
    [
      'no such zone',
      'workspace:\n  zone: Europe/Atlantis\n',
      '2:9: workspace.zone is not right; expected an IANA time zone such as Europe/Berlin or UTC',
    ],
    [
      'an offset for a zone',
      'workspace: { zone: "+02:00" }\n',
      '1:20: workspace.zone is not right; expected an IANA time zone such as Europe/Berlin or UTC',
    ],
    [
      'a year that begins in no month',
      'workspace: { fiscal_year_starts: 13 }\n',
      '1:34: workspace.fiscal_year_starts is not right; expected a month from 1 to 12',
    ],
    ['a port beyond the last', 'port: 65536\n', '1:7: port is not right; expected a port from 0 to 65535'],
    ['texts kept by a word', 'keep_content: yes\n', '1:15: keep_content is not right; expected true or false'],
    [
      'a sample that ends on a Monday',
      'sample: { through: 2026-09-28 }\n',
      '1:20: sample.through is not right; expected a Sunday from 2017 on, as 2026-09-27',
    ],
    [
      'a sample that ends on no day',
      'sample: { through: 2026-02-30 }\n',
      '1:20: sample.through is not right; expected a Sunday from 2017 on, as 2026-09-27',
    ],
    [
      'half a seed',
      'sample: { seed: 1.5 }\n',
      '1:17: sample.seed is not right; expected a whole number from 0 to 999999',
    ],
    ['a port in words', 'port: http\n', '1:7: port is not right; expected a port from 0 to 65535'],
    [
      'a public address',
      'host: 0.0.0.0\n',
      '1:7: host can be reached from other machines, and nobody is asked who they are; name who may look under "viewers" in assay.yaml (docs/viewers.md says how), or listen on 127.0.0.1',
    ],
    [
      'no address',
      'host: "http://a"\n',
      '1:7: host is not right; expected an address to listen on, such as 127.0.0.1, ::1 or 0.0.0.0',
    ],
    ['a cache by a word', 'cache: never\n', '1:8: cache is not right; expected one of on, off'],
    [
      'an unknown role',
      'content_roles: [lead, boss]\n',
      '1:23: content_roles[1] is not right; expected one of owner, lead, trust_safety, finance, admin',
    ],
    ['a list', '- 1\n', '1:1: the file is a list; expected a mapping'],
    [
      'a variable that is not set',
      'port: 1\ndatabase: a/${NOT_THERE}\n',
      '2:11: the environment variable NOT_THERE is not set',
    ],
    [
      'a reference that is no name',
      'database: "${a b}"\n',
      '1:11: "${...}" does not hold the name of an environment variable; expected ${NAME}',
    ],
    ['broken YAML', 'workspace:\n  zone: "UTC\n', '3:1: this is not YAML: missing closing "quote'],
  ])('with %s is refused with its place', async (_name, text, expected) => {
    await write(text);
    expect((await checkConfig({ directory, environment: {} })).map(formatProblem)).toEqual([`assay.yaml:${expected}`]);
    await expect(load()).rejects.toMatchObject({ code: 'CONFIG_INVALID', message: `assay.yaml:${expected}.` });
  });

  it('never repeats what a value holds', async () => {
    await write('port: ${SECRET}\nhost: ${SECRET}\nworkspace: ${SECRET}\n');
    const problems = await checkConfig({ directory, environment: { SECRET: 'hunter2 !' } });
    expect(problems).toHaveLength(3);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });
});

describe('its JSON Schema', () => {
  const validate = new Ajv({ allowUnionTypes: true }).compile(JSON.parse(configJsonSchema()) as object);

  it('accepts and refuses as the loader does', () => {
    expect(validate(parse('workspace: { zone: UTC }\ndatabase: a\nport: 1\n'))).toBe(true);
    expect(validate(parse('workspace:\nport: ${PORT}\n'))).toBe(true);
    expect(validate(parse('port: http\n'))).toBe(false);
    expect(validate(parse('prot: 1\n'))).toBe(false);
  });
});
