import * as oidc from 'openid-client';
import { providerFetch } from '../../egress/provider-fetch.js';
import type { ProviderSettings } from './sign-in.js';

/** What must come back unchanged; it stays here while the browser is away. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface Provider {
  /** Where the browser is sent, and what to keep for its return. */
  begin(): Promise<{ readonly address: URL; readonly pending: PendingSignIn }>;
  /**
   * @param address the whole address of the return
   * @returns who it is, as the provider says
   * @throws Error when anything does not fit
   */
  finish(address: URL, pending: PendingSignIn): Promise<string>;
}

const TIMEOUT_SECONDS = 5;

/** OpenID Connect: authorization code flow with PKCE, state and nonce. The provider is asked for the first time when somebody signs in. */
export function createProvider(settings: ProviderSettings): Provider {
  const { issuer, clientId, clientSecret, url } = settings;
  const returnTo = new URL('/admin/callback', url).href;
  let known: Promise<oidc.Configuration> | undefined;

  async function configuration(): Promise<oidc.Configuration> {
    known ??= oidc.discovery(issuer, clientId, clientSecret, undefined, {
      timeout: TIMEOUT_SECONDS,
      [oidc.customFetch]: providerFetch,
      // The settings permit http for a provider on this machine alone; the mark warns of any other use.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      ...(issuer.protocol === 'http:' ? { execute: [oidc.allowInsecureRequests] } : {}),
    });
    try {
      return await known;
    } catch (error) {
      known = undefined; // asked again the next time
      throw error;
    }
  }

  return {
    async begin() {
      const pending = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      };
      const address = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: returnTo,
        scope: 'openid',
        code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
        ...{ state: pending.state, nonce: pending.nonce },
      });
      return { address, pending };
    },
    async finish(address, { state, nonce, verifier }) {
      const tokens = await oidc.authorizationCodeGrant(await configuration(), address, {
        pkceCodeVerifier: verifier,
        ...{ expectedState: state, expectedNonce: nonce, idTokenExpected: true },
      });
      const subject = tokens.claims()?.sub;
      if (subject === undefined) throw new Error('the provider names nobody');
      return subject;
    },
  };
}
