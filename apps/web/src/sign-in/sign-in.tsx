import type { ReactNode, SubmitEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { Logo } from '../shell/logo.tsx';
import { ThemeToggle } from '../shell/theme-toggle.tsx';
import { words } from '../words.ts';
import type { SignInFailure } from './session.ts';
import { signIn } from './session.ts';

interface SignInProps {
  readonly fetcher?: typeof fetch;
  /** By default the page is loaded anew, with all that it asks. */
  readonly onSignedIn?: () => void;
}

const reload = (): void => window.location.reload();

/** The way in where Assay asks who one is. The token goes to the server once, and is kept nowhere. */
export default function SignIn({ fetcher = fetch, onSignedIn = reload }: SignInProps): ReactNode {
  useEffect(() => {
    document.title = `${words.signIn} · ${words.product}`;
  }, []);
  return (
    <>
      <header className="top">
        <span className="brand">
          <Logo />
          {words.product}
        </span>
        <div className="end">
          <ThemeToggle />
        </div>
      </header>
      <main id="main" className="sign-in">
        <TokenForm fetcher={fetcher} onSignedIn={onSignedIn} />
      </main>
    </>
  );
}

/** One try after the other; the field gets the focus back after one that failed. */
function useSignIn({ fetcher, onSignedIn }: Required<SignInProps>) {
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<SignInFailure | null>(null);
  useEffect(() => input.current?.focus(), []);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    const found = await signIn(input.current?.value ?? '', fetcher);
    setBusy(false);
    setFailure(found);
    if (!found) return onSignedIn();
    input.current?.focus();
    input.current?.select();
  };
  return { input, isBusy, failure, submit };
}

function TokenForm(props: Required<SignInProps>): ReactNode {
  const { input, isBusy, failure, submit } = useSignIn(props);
  const [token, hint, error] = [useId(), useId(), useId()];
  return (
    <form onSubmit={(event) => void submit(event)} aria-busy={isBusy}>
      <h1>{words.signIn}</h1>
      <p id={hint}>Assay asks here who you are. Who runs it gives you a token.</p>
      <label htmlFor={token}>Token</label>
      <input
        ref={input}
        id={token}
        name="token"
        type="password"
        autoComplete="current-password"
        spellCheck={false}
        required
        aria-describedby={failure ? `${hint} ${error}` : hint}
        aria-invalid={failure !== null}
      />
      <div id={error} role="alert">
        {failure && (
          <p className="err">
            {failure.message} {failure.hint}
          </p>
        )}
      </div>
      <button type="submit" className="btn">
        {isBusy ? 'Signing in' : words.signIn}
      </button>
    </form>
  );
}
