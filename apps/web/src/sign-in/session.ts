/** Why signing in did not work, in the words of the server where it said any. */
export interface SignInFailure {
  readonly message: string;
  readonly hint: string | null;
}

const post = (path: string, body: object, fetcher: typeof fetch): Promise<Response> =>
  fetcher(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** Shows the token to the server, which answers with a cookie that no script can read. Null where it let us in. */
export async function signIn(token: string, fetcher: typeof fetch = fetch): Promise<SignInFailure | null> {
  try {
    const response = await post('/sign-in', { token }, fetcher);
    if (response.ok) return null;
    const said = (await response.json()) as { message?: unknown; hint?: unknown };
    return {
      message: typeof said.message === 'string' ? said.message : 'The server did not let you in.',
      hint: typeof said.hint === 'string' ? said.hint : null,
    };
  } catch {
    return { message: 'The server did not answer.', hint: 'Try again in a moment.' };
  }
}

/** Ends the session there; who comes next is asked who they are. */
export async function signOut(fetcher: typeof fetch = fetch): Promise<void> {
  await post('/sign-out', {}, fetcher);
}
