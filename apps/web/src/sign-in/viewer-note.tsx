import type { ReactNode } from 'react';
import { ownerWords, words } from '../words.ts';
import type { Viewer } from '../gql/types.ts';
import { signOut } from './session.ts';

/** Who is signed in, and the way out. Nothing where nobody is asked who they are. */
export function ViewerNote({ viewer }: { readonly viewer: Viewer }): ReactNode {
  if (viewer.name === null) return null;
  const leave = (): void => void signOut().finally(() => window.location.reload());
  return (
    <>
      <span className="viewer">
        {viewer.name}, {ownerWords[viewer.role] ?? viewer.role}
      </span>
      <button type="button" className="link" onClick={leave}>
        {words.signOut}
      </button>
    </>
  );
}
