import type { Request, Response, Router } from 'express';
import { page } from '../pages/page.js';
import { signInPage } from '../pages/small-pages.js';
import type { AdminParts } from './admin-parts.js';
import { cookieOf, setCookie } from './cookies.js';
import { originOf } from './guard.js';
import type { PendingSignIn } from './provider.js';
import { readForm } from './read-form.js';
import { sameSecret } from './same-secret.js';
import { createSessions, type Session, SESSION_MS } from './sessions.js';

const PENDING_MS = 600_000;
const MOST_PENDING = 1000;

export interface SignedIn {
  /** Undefined for somebody who is not signed in. */
  readonly sessionOf: (request: Request) => Session | undefined;
}

/** Signing in and out: `/admin/sign-in`, with a provider `/admin/provider` and `/admin/callback`, and `/admin/sign-out`. */
export function signInRoutes(router: Router, parts: AdminParts): SignedIn {
  const { signIn, provider, tries, clock } = parts;
  const secure = signIn.kind === 'provider' && signIn.url.protocol === 'https:';
  const [name, pendingName] = ['session', 'sign-in'].map(
    (what) => `${secure ? '__Secure-' : ''}naltrexone-cds-${what}`,
  ) as [string, string];
  const sessions = createSessions(clock);
  const pending = new Map<string, PendingSignIn & { readonly endsAt: number }>();

  const refuse = (response: Response, status: number, problem: string): void =>
    void response
      .status(status)
      .type('html')
      .send(page({ title: 'Sign in' }, ...signInPage(signIn.kind, problem)));

  /** Did the form come from a page of ours? */
  const isOurs = (request: Request): boolean => {
    const origin = originOf(request, signIn);
    return origin !== undefined && request.headers.origin === origin;
  };

  function welcome(response: Response, who: string): void {
    const { id } = sessions.open(who);
    response.append(
      'set-cookie',
      setCookie({
        ...{ name, value: id, path: '/admin', secure, sameSite: 'Strict' },
        seconds: SESSION_MS / 1000,
      }),
    );
  }

  router.get('/admin/sign-in', (_request, response) => {
    response.type('html').send(page({ title: 'Sign in' }, ...signInPage(signIn.kind)));
  });

  if (signIn.kind === 'token') {
    router.post('/admin/sign-in', async (request, response) => {
      if (!isOurs(request)) {
        refuse(response, 403, 'This form did not come from a page of this service.');
      } else if (tries.take('token') > 0) {
        refuse(response, 429, 'Too many tries. Wait a minute.');
      } else if (!sameSecret((await readForm(request))?.get('token')?.trim() ?? '', signIn.token)) {
        refuse(response, 401, 'That is not the token.');
      } else {
        welcome(response, 'token');
        response.redirect(303, '/admin');
      }
    });
  }

  if (provider !== undefined) {
    router.get('/admin/provider', async (_request, response) => {
      if (tries.take('provider') > 0) {
        refuse(response, 429, 'Too many tries. Wait a minute.');
        return;
      }
      try {
        const begun = await provider.begin();
        const oldest = pending.keys().next().value;
        if (pending.size >= MOST_PENDING && oldest !== undefined) pending.delete(oldest);
        pending.set(begun.pending.state, { ...begun.pending, endsAt: clock() + PENDING_MS });
        response.append(
          'set-cookie',
          setCookie({
            ...{ name: pendingName, value: begun.pending.state, path: '/admin/callback', secure },
            ...{ sameSite: 'Lax', seconds: PENDING_MS / 1000 },
          }),
        );
        response.redirect(303, begun.address.href);
      } catch (error) {
        parts.failed(error);
        refuse(response, 502, 'The sign-in provider does not answer. Try again later.');
      }
    });
    router.get('/admin/callback', async (request, response) => {
      // The browser that comes back must be the one that was sent away.
      const state = cookieOf(request, pendingName) ?? '';
      const kept = pending.get(state);
      pending.delete(state);
      response.append(
        'set-cookie',
        setCookie({
          ...{ name: pendingName, value: '', path: '/admin/callback', secure },
          ...{ sameSite: 'Lax', seconds: 0 },
        }),
      );
      if (kept === undefined || kept.endsAt <= clock()) {
        refuse(response, 400, 'This sign-in is over or was begun elsewhere. Begin again.');
        return;
      }
      try {
        const address = new URL(request.originalUrl, originOf(request, signIn));
        welcome(response, await provider.finish(address, kept));
        // A strict cookie does not come along while another site leads here: the way goes over a page of our own.
        response
          .type('html')
          .send(page({ title: 'Signed in', continueTo: '/admin' }, 'You are signed in.'));
      } catch (error) {
        parts.failed(error);
        refuse(response, 401, 'The provider did not confirm who you are. Begin again.');
      }
    });
  }

  const sessionOf = (request: Request) => sessions.find(cookieOf(request, name));

  router.post('/admin/sign-out', async (request, response) => {
    const session = sessionOf(request);
    const said = (await readForm(request))?.get('token') ?? '';
    if (session === undefined || !isOurs(request) || !sameSecret(said, session.formToken)) {
      refuse(response, 403, 'This form did not come from a page of this service.');
      return;
    }
    sessions.close(session.id);
    response.append(
      'set-cookie',
      setCookie({ ...{ name, value: '', path: '/admin', secure }, sameSite: 'Strict', seconds: 0 }),
    );
    response.redirect(303, '/admin/sign-in');
  });

  return { sessionOf };
}
