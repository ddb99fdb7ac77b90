import { pageHeader } from '../gql/page-header.ts';
import type { CellInput, PanelInput } from '../gql/types.ts';

/** Downloads come from plain routes, because a GraphQL answer cannot be a file. */
export type Download =
  | { readonly kind: 'panel'; readonly body: { readonly requests: readonly PanelInput[] } }
  | { readonly kind: 'rows'; readonly body: { readonly request: PanelInput; readonly cell: CellInput } }
  | { readonly kind: 'quarantine'; readonly body: { readonly load: string } };

/** Asks for the file and hands it to the browser. Rejects with a sentence when the server refuses. */
export async function download({ kind, body }: Download, name: string): Promise<void> {
  const response = await fetch(`/export/${kind}.csv`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...pageHeader() },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await refusal(response));
  const url = URL.createObjectURL(await response.blob());
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = fileName(response.headers.get('content-disposition')) ?? `${name}.csv`;
  anchor.click();
  // The browser has taken the file over once the click is handled.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}

function fileName(disposition: string | null): string | null {
  return /filename="([^"]+)"/.exec(disposition ?? '')?.[1] ?? null;
}

async function refusal(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const body = JSON.parse(text) as { message?: unknown };
    if (typeof body.message === 'string') return body.message;
  } catch {
    // Not JSON: the status is all there is to say.
  }
  return `The file could not be made (${response.status}).`;
}
