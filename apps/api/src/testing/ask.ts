import type { Workspace } from '@assay/workspace';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { ApiOptions } from '../main.ts';
import { createApi } from '../main.ts';

export interface TestApi {
  readonly app: NestFastifyApplication;
  readonly logged: readonly string[];
}

async function open(workspace: Workspace, options: Partial<ApiOptions>): Promise<TestApi> {
  const logged: string[] = [];
  const app = await createApi({ workspace, log: (line) => void logged.push(line), ...options });
  return { app, logged };
}

/** A server without a port, closed when the test is over. */
export async function testApi(workspace: Workspace, options: Partial<ApiOptions> = {}): Promise<TestApi> {
  const api = await open(workspace, options);
  onTestFinished(() => api.app.close());
  return api;
}

/** One server for all tests of a block, where they cannot disturb each other: starting one takes most of a test's time. */
export function sharedApi(workspace: () => Workspace, options: () => Partial<ApiOptions> = () => ({})): () => TestApi {
  let api: TestApi | null = null;
  beforeAll(async () => {
    api = await open(workspace(), options());
  });
  afterAll(() => api?.app.close());
  return () => {
    if (!api) throw new TypeError('The server is there only while tests run.');
    return api;
  };
}

export interface GraphqlAnswer {
  readonly status: number;
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

export async function ask(
  { app }: TestApi,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<GraphqlAnswer> {
  const response = await app.inject({ method: 'POST', url: '/graphql', payload: { query, variables } });
  return { status: response.statusCode, ...response.json<Omit<GraphqlAnswer, 'status'>>() };
}
