import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export interface FakeProvider {
  readonly issuer: string;
  /** What a person does who is sent there: signs in, and is sent back to the address that is returned. */
  consent(address: string): string;
  /** Changes the claims of the ID tokens that follow. */
  claims: Record<string, unknown>;
  close(): void;
}

/** An OpenID Connect provider on a real socket, which checks client secret and PKCE as a real one does. */
export async function startFakeProvider(clientId: string, secret: string): Promise<FakeProvider> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256', use: 'sig' };
  const codes = new Map<string, { nonce: string; challenge: string; redirect: string }>();

  const server = createServer((request, response) => {
    const answer = (body: unknown, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/.well-known/openid-configuration') {
      answer({
        issuer: provider.issuer,
        authorization_endpoint: `${provider.issuer}/authorize`,
        token_endpoint: `${provider.issuer}/token`,
        jwks_uri: `${provider.issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['ES256'],
        code_challenge_methods_supported: ['S256'],
      });
    } else if (request.url === '/jwks') answer({ keys: [jwk] });
    else if (request.url === '/token') {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on(
        'end',
        () =>
          void token(new URLSearchParams(text)).then(answer, () =>
            answer({ error: 'invalid_grant' }, 400),
          ),
      );
    } else answer({}, 404);
  });

  async function token(form: URLSearchParams): Promise<unknown> {
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (
      code?.challenge !== challenge ||
      code.redirect !== form.get('redirect_uri') ||
      form.get('client_secret') !== secret
    )
      throw new Error('refused');
    const now = Math.floor(Date.now() / 1000);
    return {
      access_token: randomUUID(),
      token_type: 'Bearer',
      id_token: await new SignJWT({
        ...{ iss: provider.issuer, aud: clientId, sub: 'ada', nonce: code.nonce },
        ...{ iat: now, exp: now + 60 },
        ...provider.claims,
      })
        .setProtectedHeader({ alg: 'ES256', kid: 'k' })
        .sign(privateKey),
    };
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const provider: FakeProvider = {
    issuer: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    claims: {},
    consent(address) {
      const { searchParams } = new URL(address);
      const asked = (name: string) => searchParams.get(name) ?? '';
      const code = randomUUID();
      codes.set(code, {
        nonce: asked('nonce'),
        challenge: asked('code_challenge'),
        redirect: asked('redirect_uri'),
      });
      const back = new URL(asked('redirect_uri'));
      back.search = new URLSearchParams({ code, state: asked('state') }).toString();
      return back.href;
    },
    close() {
      server.close().closeAllConnections();
    },
  };
  return provider;
}
