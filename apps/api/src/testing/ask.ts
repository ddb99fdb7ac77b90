import type { Workspace } from '@assay/workspace';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { onTestFinished } from 'vitest';
import type { ApiOptions } from '../main.ts';
import { createApi } from '../main.ts';

export interface TestApi {
  readonly app: NestFastifyApplication;
  readonly logged: readonly string[];
}

/** A server without a port, closed when the test is over. */
export async function testApi(workspace: Workspace, options: Partial<ApiOptions> = {}): Promise<TestApi> {
  const logged: string[] = [];
  const app = await createApi({ workspace, log: (line) => void logged.push(line), ...options });
  onTestFinished(() => app.close());
  return { app, logged };
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
