import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';

export interface Post {
  readonly url: string;
  readonly path: '/door/hello' | '/door/call';
  readonly body: unknown;
  readonly token?: string;
  /** Ends it, be the answer begun or not; none for what takes its time. */
  readonly signal?: AbortSignal;
}

/** Posts JSON to a server on this machine. Not `fetch`: that one gives up on an answer which is silent for five minutes. */
export function post({ url, path, body, token, signal }: Post): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const options = { method: 'POST', headers, agent: false, ...(signal === undefined ? {} : { signal }) } as const;
    const sent = request(new URL(path, url), options, resolve);
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}

/** Whoever answers may be a stranger, who may say more than anybody wants to hear. */
export async function textOf(answer: IncomingMessage, most: number): Promise<string> {
  let text = '';
  for await (const piece of answer.setEncoding('utf8') as AsyncIterable<string>) {
    text += piece;
    if (text.length > most) throw new Error('The answer is too long.');
  }
  return text;
}
