import type { NextFunction, Request, Response } from 'express';
import { isThisMachine } from '../../egress/is-this-machine.js';
import type { SignIn } from './sign-in.js';

const HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // Not no-referrer: with it a browser would hide the origin of a form from us too.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

export function adminHeaders(_request: Request, response: Response, next: NextFunction): void {
  response.set(HEADERS).removeHeader('x-powered-by');
  next();
}

/** Where the pages are, as the browser of this request sees it; undefined for a name that leads here and is not ours. */
export function originOf(request: Request, signIn: SignIn): string | undefined {
  if (signIn.kind === 'provider') return signIn.url.origin;
  // A page elsewhere can have its own name lead to this machine: then the Host tells.
  const host = `http://${request.headers.host ?? ''}`;
  return URL.canParse(host) && isThisMachine(new URL(host).hostname)
    ? new URL(host).origin
    : undefined;
}
