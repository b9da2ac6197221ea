import type { NextFunction, Request, Response } from 'express';

/** For every answer: nothing is kept by anybody, sniffed, framed, or named to another site. Discovery alone may be kept. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export function securityHeaders(_request: Request, response: Response, next: NextFunction): void {
  for (const name in SECURITY_HEADERS) response.setHeader(name, SECURITY_HEADERS[name] ?? '');
  next();
}
