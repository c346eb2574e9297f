import { networkFailureOf } from './network-errors.js';

/** Plain words for a failure, for the person who has to mend it. */
export interface Explanation {
  explanation: string;
  remedy: string;
  /**
   * How sure it is that ZIdentity means this: `standard` by an RFC, `documented` by ZIdentity or seen
   * on the wire, `guess` where its behaviour is not public.
   */
  basis: 'standard' | 'documented' | 'guess';
}

const oauthErrors: Readonly<Record<string, Explanation>> = {
  invalid_client: {
    explanation: 'ZIdentity does not know the API client, or did not accept its credential.',
    remedy:
      "Check in the portal that the API client exists in this tenant, is Active, and uses this authentication method. For a secret: is it complete and not expired? For an assertion: does the private key belong to the uploaded key, certificate or JWKS, is the alg RS256 or ES256, and is this computer's clock right?",
    basis: 'standard',
  },
  invalid_request: {
    explanation: 'The token request lacks a field, has one twice, or mixes two ways to authenticate.',
    remedy:
      'Send grant_type, client_id and either client_secret or client_assertion with client_assertion_type, and audience=https://api.zscaler.com, each once.',
    basis: 'standard',
  },
  invalid_grant: {
    explanation: 'The grant was not accepted. Some servers answer so for a client assertion they refuse.',
    remedy:
      'Check the assertion: iss and sub are the client id, exp lies ahead, aud names the tenant or https://api.zscaler.com.',
    basis: 'standard',
  },
  unauthorized_client: {
    explanation: 'This API client may not use the client credentials grant.',
    remedy:
      'Check in the portal that it is an API client, that it is Active, and that its access policy does not block it.',
    basis: 'standard',
  },
  unsupported_grant_type: {
    explanation: 'The grant type is not one that OneAPI offers.',
    remedy: 'Send grant_type=client_credentials. There are no refresh tokens: ask for a new token instead.',
    basis: 'standard',
  },
  invalid_scope: {
    explanation: 'The requested scope is not allowed.',
    remedy: 'Leave scope out: what a token may do comes from the resources selected at the API client.',
    basis: 'standard',
  },
  invalid_target: {
    explanation: 'The requested resource or audience is not known.',
    remedy: 'Send audience=https://api.zscaler.com and no resource.',
    basis: 'standard',
  },
  access_denied: {
    explanation: 'The API client is known but may not get a token now.',
    remedy: "Look at the API client's access policy: its action, its time window and its resources.",
    basis: 'guess',
  },
  temporarily_unavailable: {
    explanation: 'The authorization server is busy or under maintenance.',
    remedy: 'Try again in a moment.',
    basis: 'standard',
  },
  server_error: {
    explanation: 'The authorization server failed.',
    remedy: "Try again. If it lasts, look at Zscaler's status page.",
    basis: 'standard',
  },
};

const tokenStatuses: Readonly<Record<number, Explanation>> = {
  400: {
    explanation: 'ZIdentity refused the token request. It answers 400 for every reason.',
    remedy: oauthErrors.invalid_client!.remedy,
    basis: 'documented',
  },
  401: {
    explanation: "The API client's credential was not accepted.",
    remedy: oauthErrors.invalid_client!.remedy,
    basis: 'standard',
  },
  403: {
    explanation: 'Something in front of ZIdentity, or a policy of the API client, refused the request.',
    remedy: "Look for a company proxy or firewall in between, and at the API client's access policy.",
    basis: 'guess',
  },
  404: {
    explanation: 'There is no token endpoint at this address.',
    remedy: 'Check the vanity domain and the cloud. The path is /oauth2/v1/token.',
    basis: 'guess',
  },
  405: {
    explanation: 'The address takes no POST.',
    remedy: 'Check the path of the token endpoint: /oauth2/v1/token.',
    basis: 'standard',
  },
  407: {
    explanation: 'A proxy on the way wants its own sign-in.',
    remedy: "Give the proxy's user and password in HTTPS_PROXY, or in VS Code's setting http.proxy.",
    basis: 'standard',
  },
  413: {
    explanation: 'The request is too large.',
    remedy: 'Check the size of the client assertion; an embedded certificate chain is not needed.',
    basis: 'standard',
  },
  421: {
    explanation: 'The server does not serve this host.',
    remedy: 'Check the vanity domain. At the mock, another name must be allowed with --allow-host.',
    basis: 'standard',
  },
  429: {
    explanation: 'Too many token requests in a short time.',
    remedy: 'Keep a token until it expires instead of asking for one before each call.',
    basis: 'documented',
  },
};

const serverFailure: Explanation = {
  explanation: 'The server failed.',
  remedy: "Try again. If it lasts, look at Zscaler's status page.",
  basis: 'standard',
};

/** What an OAuth error of RFC 6749 §5.2 (or RFC 8707) means at ZIdentity. */
export function explainOAuthError(error: string): Explanation | undefined {
  return Object.hasOwn(oauthErrors, error) ? oauthErrors[error] : undefined;
}

/** What a token endpoint's HTTP status means where the body says nothing. */
export function explainTokenStatus(status: number): Explanation {
  if (status >= 500) return serverFailure;
  if (status === 0 || (status >= 300 && status < 400)) {
    return {
      explanation: 'The token endpoint answered with a redirect, which is never followed with a credential.',
      remedy: "Check the vanity domain and the cloud; a proxy's sign-in page may also answer so.",
      basis: 'guess',
    };
  }
  return (
    tokenStatuses[status] ?? {
      explanation: `The token endpoint answered with HTTP status ${status}.`,
      remedy: 'Check the address of the token endpoint.',
      basis: 'standard',
    }
  );
}

/** What a network code such as `ENOTFOUND` means. */
export function explainNetworkCode(code: string): Explanation | undefined {
  const failure = networkFailureOf(code);
  return failure === undefined
    ? undefined
    : { explanation: failure.message.replace('{0}', 'the server'), remedy: failure.hint, basis: 'standard' };
}
