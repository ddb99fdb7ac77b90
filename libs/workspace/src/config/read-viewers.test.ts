import { formatProblem } from '@assay/yaml';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configJsonSchema } from './json-schema.ts';
import { checkConfig, loadConfig, loadViewers } from './load-config.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'assay-viewers-'));
});
afterEach(() => rm(directory, { recursive: true }));

const write = (text: string) => writeFile(join(directory, 'assay.yaml'), text);
const ada = 'ada-0123456789abcdefghij';
const eve = 'eve-0123456789abcdefghij';
const environment = { ADA: ada, EVE: eve, SHORT: 'only-23-characters-long', SPACED: `${ada} ${ada}`, UNSET: undefined };
const load = () => loadViewers({ directory, environment });

describe('the viewers of assay.yaml', () => {
  it('are known by what their tokens hash to, and the tokens are forgotten', async () => {
    await writeFile(join(directory, 'eve.token'), `${eve}\n`, { mode: 0o600 });
    await write(
      'viewers:\n  - { name: Ada, role: lead, token: "${ADA}" }\n  - { name: Eve, role: trust_safety, token_file: eve.token }\n',
    );
    const viewers = await load();
    // printf %s ada-0123456789abcdefghij | sha256sum
    expect(viewers).toEqual([
      { name: 'Ada', role: 'lead', tokenHash: 'ead90ec86867876a4c92ddbd94ec2ba8ecd523b15009d5f10c0fa4ba57076b6d' },
      {
        name: 'Eve',
        role: 'trust_safety',
        tokenHash: '7f344d6618ea7e91887a10584deb0e9e46dae48b1a0af76480b6baa3fb66d56e',
      },
    ]);
  });

  it('are none without a file, and none where nobody is named', async () => {
    expect(await load()).toEqual([]);
    await write('viewers:\nport: 1\n');
    expect(await load()).toEqual([]);
    expect(await loadConfig({ directory, environment })).toMatchObject({ hasViewers: false });
  });

  it('need their tokens only where somebody may sign in', async () => {
    await write('viewers:\n  - { name: Ada, role: lead, token: "${UNSET}" }\n');
    expect(await loadConfig({ directory, environment })).toMatchObject({ hasViewers: true });
    expect(await checkConfig({ directory, environment })).toEqual([]);
    await expect(load()).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: 'assay.yaml:2:37: the environment variable UNSET is not set.',
    });
  });

  const inPlain =
    'viewers[0].token is not right; expected the name of an environment variable that holds the token, as ${ASSAY_TOKEN_ADA}, or token_file with the path of a file of mode 0600: a token never stands in this file';
  const wrong =
    'the token is not 24 to 512 letters, digits and any of - . _ ~ + / without spaces; make one with: openssl rand -hex 24';

  it.each([
    ['a token in plain', `- { name: A, role: lead, token: ${ada} }`, [`2:33: ${inPlain}`]],
    ['a token beside a reference', `- { name: A, role: lead, token: "x\${ADA}" }`, [`2:33: ${inPlain}`]],
    ['an alias of a token', `- { name: &t ${ada}, role: lead, token: *t }`, [`2:59: ${inPlain}`]],
    ['a short token', '- { name: A, role: lead, token: "${SHORT}" }', [`2:33: ${wrong}`]],
    ['a token of two words', '- { name: A, role: lead, token: "${SPACED}" }', [`2:33: ${wrong}`]],
    [
      'no token',
      '- { name: A, role: lead }',
      ['2:3: a viewer needs a token: give token as ${NAME}, or token_file with the path of a file'],
    ],
    [
      'two ways to a token',
      '- { name: A, role: lead, token: "${ADA}", token_file: a }',
      ['2:55: a viewer has either token or token_file, not both'],
    ],
    [
      'a role that is no viewer',
      '- { name: A, role: owner, token: "${ADA}" }',
      ['2:20: viewers[0].role is not right; expected one of lead, trust_safety, finance, admin'],
    ],
    [
      'an unknown key',
      '- { name: A, role: lead, pass: x }',
      ['2:26: viewers[0].pass is not known; expected one of the keys name, role, token, token_file'],
    ],
    ['no file', '- { name: A, role: lead, token_file: nope }', ['2:38: nope cannot be read (ENOENT)']],
    [
      'the same twice',
      '- { name: A, role: lead, token: "${ADA}" }\n- { name: A, role: admin, token: "${ADA}" }',
      [
        '3:11: the name is that of viewers[0]; give each their own',
        '3:34: the token is that of viewers[0]; give each their own',
      ],
    ],
  ])('with %s are refused with their place, and without the token', async (_name, viewers, expected) => {
    await write(`viewers:\n${viewers}\n`);
    const problems = (await checkConfig({ directory, environment })).map(formatProblem);
    expect(problems).toEqual(expected.map((each) => `assay.yaml:${each}`));
    await expect(load()).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    for (const token of Object.values(environment)) if (token) expect(problems.join()).not.toContain(token);
  });

  it('are not read from a file that others can read', async () => {
    await writeFile(join(directory, 'a.token'), ada);
    await chmod(join(directory, 'a.token'), 0o640);
    await write('viewers:\n  - { name: A, role: lead, token_file: a.token }\n');
    expect((await checkConfig({ directory, environment })).map(formatProblem)).toEqual([
      'assay.yaml:2:40: a.token can be read by others; run: chmod 600 a.token',
    ]);
  });

  it('are what an editor takes, and a token in plain is not', () => {
    const validate = new Ajv({ allowUnionTypes: true }).compile(JSON.parse(configJsonSchema()) as object);
    expect(
      validate(parse('viewers: [{ name: A, role: lead, token: "${ADA}" }, { name: B, role: finance, token_file: b }]')),
    ).toBe(true);
    expect(validate(parse(`viewers: [{ name: A, role: lead, token: ${ada} }]`))).toBe(false);
    expect(validate(parse('viewers: [{ name: A, role: owner, token: "${ADA}" }]'))).toBe(false);
  });
});
