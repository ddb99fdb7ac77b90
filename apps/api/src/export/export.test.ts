import type { PanelRequest, RowPage } from '@assay/contract';
import type { RowsQuestion } from '@assay/workspace';
import { describe, expect, it } from 'vitest';
import { limits } from '../platform/limits.ts';
import { sharedApi, testApi } from '../testing/ask.ts';
import { estimate, fixedWorkspace, ready } from '../testing/fixed-workspace.ts';

const shared = sharedApi(() => fixedWorkspace());
const request = { metrics: ['over_refusal_rate'], grain: 'none', period: { last: '1w' }, by: [], where: [] };
const cell = { metric: 'over_refusal_rate', by: [] };
const withoutHeader = (body: string): readonly string[] => body.split('\r\n').filter((line) => !line.startsWith('#'));

describe('POST /export/panel.csv', () => {
  it('is a line a number under a header that defines it', async () => {
    const { app } = shared();
    const response = await app.inject({ method: 'POST', url: '/export/panel.csv', payload: { request } });
    expect(response.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="over_refusal_rate.csv"',
    });
    expect(response.body).toContain('# Formula over_refusal_rate: (full + partial) / graded');
    expect(withoutHeader(response.body)).toEqual([
      'metric,from,to,partial,provisional,unit,value,lower,upper,interval,n,rows,numerator,denominator,full_numerator,full_value,partial_numerator,partial_value,status,verdict,target_lower,target_upper,trend_verdict,difference,change_verdict,caveats',
      'over_refusal_rate,2026-11-09,2026-11-16,false,false,percent,0.596,0.534,0.655,wilson,250,250,149,250,95,0.38,54,0.216,ok,not_judged,,,,,,',
      '',
    ]);
  });

  it('says how far the data reached in the state that is asked', async () => {
    const { app } = shared();
    const through = async (asked: object): Promise<string | undefined> => {
      const payload = { request: { ...request, ...asked } };
      const { body } = await app.inject({ method: 'POST', url: '/export/panel.csv', payload });
      return /# Data through: (\S+)/.exec(body)?.[1];
    };
    expect(await through({})).toBe('2026-11-15');
    expect(await through({ asOf: '2026-11-01T09:00:00Z' })).toBe('2026-11-01');
  });

  it('guards values of the data against being formulas, and leaves what is not known empty', async () => {
    const hostile = estimate({
      by: { workflow: '=HYPERLINK("x")' },
      value: null,
      lower: null,
      upper: null,
      status: 'low_n',
    });
    const { app } = await testApi(fixedWorkspace({ answer: () => Promise.resolve([ready({ estimates: [hostile] })]) }));
    const { body } = await app.inject({
      method: 'POST',
      url: '/export/panel.csv',
      payload: { request: { ...request, by: ['workflow'] } },
    });
    expect(withoutHeader(body)[1]).toMatch(
      /^over_refusal_rate,"'=HYPERLINK\(""x""\)","'=HYPERLINK\(""x""\)",2026-11-09,2026-11-16,false,false,percent,,,,wilson,250,/,
    );
  });

  it('writes money as the exact text it is, below zero too', async () => {
    const money = { currency: 'USD', lower: null, upper: null, numerator: '0.1000', unconverted: [] };
    const spend = estimate({
      value: -99.755,
      lower: null,
      upper: null,
      interval: null,
      parts: { full: { numerator: 0.1, rows: 1, value: 0.1, lower: null, upper: null, money: '-0.1000' } },
      money: { ...money, value: '-99.7550' },
    });
    const { app } = await testApi(fixedWorkspace({ answer: () => Promise.resolve([ready({ estimates: [spend] })]) }));
    const { body } = await app.inject({ method: 'POST', url: '/export/panel.csv', payload: { request } });
    expect(withoutHeader(body)[1]).toBe(
      'over_refusal_rate,2026-11-09,2026-11-16,false,false,percent USD,-99.7550,,,,250,250,149,250,0.1,-0.1000,ok,not_judged,,,,,,',
    );
  });

  it('is a header alone where there is no data', async () => {
    const { app } = shared();
    const response = await app.inject({
      method: 'POST',
      url: '/export/panel.csv',
      payload: { request: { ...request, by: ['suite'] } },
    });
    expect(response.statusCode).toBe(200);
    expect(withoutHeader(response.body)).toEqual(['']);
  });

  it('holds all slices of a panel, each line with what it is filtered by', async () => {
    const production = { dimension: 'environment', values: ['production'] };
    const code = { dimension: 'workflow', values: ['code'] };
    const failed = {
      kind: 'failed',
      code: 'WAREHOUSE_TIMEOUT',
      message: 'Too slow.',
      hint: null,
      queryId: 'q',
    } as const;
    const answers = [ready(), failed, ready()];
    const { app } = await testApi(fixedWorkspace({ answer: () => Promise.resolve(answers) }));
    const requests = [
      { ...request, where: [production] },
      { ...request, where: [production, { ...code, values: ['search'] }] },
      { ...request, where: [production, code] },
    ];
    const { body, statusCode } = await app.inject({ method: 'POST', url: '/export/panel.csv', payload: { requests } });
    expect(statusCode).toBe(200);
    expect(body).toContain('# Filter: environment = production\r\n');
    expect(body).not.toContain('# Filter: workflow');
    expect(body).toContain('# Without numbers over_refusal_rate of workflow = search: Too slow.\r\n');
    const [head, ...lines] = withoutHeader(body).map((line) => line.split(',').slice(0, 2));
    expect(head).toEqual(['metric', 'filter']);
    expect(lines).toEqual([['over_refusal_rate', ''], ['over_refusal_rate', 'workflow = code'], ['']]);
  });

  it('fails where all its slices do, and takes a list of requests alone', async () => {
    const failed = {
      kind: 'failed',
      code: 'WAREHOUSE_TIMEOUT',
      message: 'Too slow.',
      hint: null,
      queryId: 'q',
    } as const;
    const { app } = await testApi(fixedWorkspace({ answer: () => Promise.resolve([failed, failed]) }));
    const status = async (requests: unknown) =>
      (await app.inject({ method: 'POST', url: '/export/panel.csv', payload: { requests } })).statusCode;
    expect(await status([request, request])).toBe(504);
    for (const wrong of [
      [],
      request,
      Array.from({ length: limits.panels + 1 }, () => request),
      [request, { ...request, more: 1 }],
    ]) {
      expect(await status(wrong)).toBe(400);
    }
  });

  it('says which metrics have no line, and why', async () => {
    const why = { kind: 'empty', reason: 'no_access', message: 'Not for you, =now().', hint: 'Ask.' } as const;
    const missing = [{ metric: 'spend_actual', why }];
    const { app } = await testApi(fixedWorkspace({ answer: () => Promise.resolve([ready({ missing })]) }));
    const { body } = await app.inject({ method: 'POST', url: '/export/panel.csv', payload: { request } });
    expect(body).toContain('# Without numbers spend_actual: Not for you =now().\r\n');
    expect(withoutHeader(body)).toHaveLength(3);
  });

  it.each([
    ['no request', {}, 'PARAM_INVALID', 'The body lacks "request".'],
    ['an unknown metric', { request: { ...request, metrics: ['nope'] } }, 'PARAM_INVALID', 'request.metrics.0: '],
    ['an unknown field', { request: { ...request, more: 1 } }, 'PARAM_INVALID', 'request: '],
    [
      'a bad period',
      { request: { ...request, period: { last: 'soon' } } },
      'PARAM_INVALID',
      '"soon" is not a number of periods.',
    ],
  ])('refuses %s', async (_name, payload, code, message) => {
    const { app } = shared();
    const response = await app.inject({ method: 'POST', url: '/export/panel.csv', payload });
    expect(response.statusCode).toBe(400);
    const failure = response.json<{ code: string; message: string }>();
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(message);
  });

  it('passes the failure of a panel on', async () => {
    const said = { code: 'WAREHOUSE_TIMEOUT', message: 'Too slow.', hint: 'Narrow it.', queryId: 'q-7' } as const;
    const failed = { kind: 'failed', ...said } as const;
    const { app } = await testApi(fixedWorkspace({ answer: () => Promise.resolve([failed]) }));
    const response = await app.inject({ method: 'POST', url: '/export/panel.csv', payload: { request } });
    expect(response.statusCode).toBe(504);
    expect(response.json()).toEqual(said);
  });
});

describe('POST /export/rows.csv', () => {
  const columns = [
    { name: 'output_id', title: 'Output', type: 'str' },
    { name: 'weight', title: 'Weight', type: 'dec' },
    { name: 'note', title: 'Note', type: 'str' },
  ] as const;

  it('holds every row of every page once, numbers exact', async () => {
    const pages: Record<string, RowPage> = {
      first: {
        columns,
        rows: [
          ['a', '-0.10', '-1'],
          ['b', null, '=x'],
        ],
        total: 3,
        next: 'p2',
      },
      p2: { columns, rows: [['c', '12345678901234567890.5', 'plain, text']], total: 3, next: null },
    };
    const asked: RowsQuestion[] = [];
    const rows = (question: RowsQuestion): Promise<RowPage> => {
      asked.push(question);
      return Promise.resolve(pages[question.after ?? 'first'] as RowPage);
    };
    const { app } = await testApi(fixedWorkspace({ rows }));
    const { body } = await app.inject({ method: 'POST', url: '/export/rows.csv', payload: { request, cell } });
    expect(withoutHeader(body)).toEqual([
      'output_id,weight,note',
      "a,-0.10,'-1",
      "b,,'=x",
      'c,12345678901234567890.5,"plain, text"',
      '',
    ]);
    expect(asked.map(({ after }) => after)).toEqual([null, 'p2']);
    expect(asked[0]?.request).toMatchObject<Partial<PanelRequest>>({
      range: { kind: 'last', last: { count: 1, unit: 'week' } },
    });
  });

  it('is headed and named by the one metric of its number', async () => {
    const rows = () => Promise.resolve<RowPage>({ columns, rows: [], total: 0, next: null });
    const { app } = await testApi(fixedWorkspace({ rows }));
    const several = { ...request, metrics: ['under_refusal_rate', 'over_refusal_rate'] };
    const response = await app.inject({ method: 'POST', url: '/export/rows.csv', payload: { request: several, cell } });
    expect(response.body.match(/^# Metric .+?:/gm)).toEqual(['# Metric over_refusal_rate:']);
    expect(response.headers['content-disposition']).toContain('"over_refusal_rate-rows.csv"');
  });

  it('refuses more rows than a file may have, before it sends any', async () => {
    const rows = () => Promise.resolve<RowPage>({ columns, rows: [], total: 100_001, next: 'x' });
    const { app } = await testApi(fixedWorkspace({ rows }));
    expect((await app.inject({ method: 'POST', url: '/export/rows.csv', payload: { request, cell } })).statusCode).toBe(
      413,
    );
  });

  it.each([
    ['an error on a later page', () => Promise.reject(new Error('gone'))],
    [
      'a load between two pages',
      () => Promise.resolve<RowPage>({ columns, rows: [['b', '2', null]], total: 3, next: null }),
    ],
  ])('is cut off, not ended, by %s', async (_what, later) => {
    const rows = ({ after }: RowsQuestion): Promise<RowPage> =>
      after ? later() : Promise.resolve<RowPage>({ columns, rows: [['a', '1', null]], total: 2, next: 'p2' });
    const { app } = await testApi(fixedWorkspace({ rows }));
    await app.listen(0, '127.0.0.1');
    const response = await fetch(`${await app.getUrl()}/export/rows.csv`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ request, cell }),
    });
    await expect(response.text()).rejects.toThrow();
  });
});
