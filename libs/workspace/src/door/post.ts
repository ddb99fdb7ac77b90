import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';

export interface Post {
  readonly url: string;
  readonly path: '/door/hello' | '/door/call';
  readonly body: unknown;
  readonly token?: string;
  /** Milliseconds to wait for an answer to begin; none for what takes its time. */
  readonly patience?: number;
}

/** Posts JSON to a server on this machine. Not `fetch`: that one gives up on an answer which is silent for five minutes. */
export function post({ url, path, body, token, patience }: Post): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const sent = request(new URL(path, url), { method: 'POST', headers, agent: false }, (answer) => {
      sent.setTimeout(0);
      resolve(answer);
    });
    sent.once('error', reject);
    if (patience !== undefined) sent.setTimeout(patience, () => sent.destroy(new Error('The server does not answer.')));
    sent.end(JSON.stringify(body));
  });
}

export async function textOf(answer: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of answer.setEncoding('utf8') as AsyncIterable<string>) text += piece;
  return text;
}
