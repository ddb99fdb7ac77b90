import type { CombinedError } from 'urql';
import { cacheExchange, Client, fetchExchange } from 'urql';
import { pageHeader } from './page-header.ts';

/** One client a tab. The document cache makes Back instant; a reload asks again. */
export function createClient(fetcher: typeof fetch): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    exchanges: [cacheExchange, fetchExchange],
    fetch: fetcher,
    fetchOptions: () => ({ headers: pageHeader() }),
  });
}

export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
}

/** A refused or lost request, in the words of the server where it said any. */
export function failureOf(error: CombinedError): Failure {
  const first = error.graphQLErrors[0];
  if (!first) {
    return {
      code: 'NETWORK',
      message: 'The server did not answer.',
      hint: 'Is assay still running? Start it again with "npm start".',
    };
  }
  const { code, hint } = first.extensions;
  return {
    code: typeof code === 'string' ? code : 'INTERNAL',
    message: first.message,
    hint: typeof hint === 'string' ? hint : null,
  };
}
