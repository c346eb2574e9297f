const commands = ['serve', 'demo', 'token'] as const;
export type Command = (typeof commands)[number];

export function isCommand(text: string): text is Command {
  return (commands as readonly string[]).includes(text);
}

const overview = `oneapi-mock: a mock of Zscaler's ZIdentity and OneAPI on this computer.
Not affiliated with Zscaler.

Usage
  oneapi-mock serve [options]    serves the mock until Ctrl+C
  oneapi-mock demo               walks every way to authenticate through a mock, and prints each step
  oneapi-mock token [options]    gets an access token from any ZIdentity, and prints it alone
  oneapi-mock help <command>     says more about a command
  oneapi-mock --version

Exit codes
  0  done    1  failed    2  wrong usage or a fault in the config file    3  the state folder is taken`;

const help: Readonly<Record<Command, string>> = {
  serve: `oneapi-mock serve: serves the mock until Ctrl+C.

Usage
  oneapi-mock serve [options]

Where
  --port N            port for plain HTTP, TLS and CONNECT alike; 0 takes a free one (default 8787)
  --host H            address to listen on (default 127.0.0.1)
  --allow-remote      needed where other computers could reach that address
  --allow-host NAME   a further name under which the mock answers, e.g. that of its container; repeatable
  --allow-origin URL  an origin whose web pages may read answers (CORS), e.g. http://localhost:3000; repeatable
  --jwks-port N       port of the JWKS host (default: the one it had before, or a free one)

What
  --state DIR         keeps everything in that folder; without it everything is in memory
  --config FILE       declares services, roles and API clients; its form is in media/oneapi-mock.schema.json
  --vanity NAME       the tenant's vanity domain (default acme)
  --cloud NAME        PRODUCTION, beta, gov or govus (default PRODUCTION)
  --policy NAME       zidentity: as documented (default); strict: RFC 7523 as the strictest servers apply it

Output
  --json              one line of JSON on standard output when ready, and nothing else

SIGINT and SIGTERM end it: what is in flight is answered, the state is written, and the exit code is 0.`,

  demo: `oneapi-mock demo: starts a mock in memory and walks all three ways to authenticate through it over real HTTP:
JWKS URL, Certificate or Public Key, Client Secret. Prints each step with what went over the wire, credentials
shortened, and its outcome.

Usage
  oneapi-mock demo

The exit code is 0 only if every step went as it must.`,

  token: `oneapi-mock token: gets an access token from any ZIdentity, mock or real, and prints it alone.

Usage
  oneapi-mock token --client-id ID (--secret S | --key FILE) [options]

Who
  --client-id ID    the API client's id (default: ZSCALER_CLIENT_ID)
  --secret S        its secret; "-" reads it from standard input. Other users of this computer may see what
                    stands on a command line: prefer ZSCALER_CLIENT_SECRET or standard input
  --basic           sends the secret by HTTP Basic instead of in the body
  --key FILE        its private key (PEM or JWK), which signs a client assertion; "-" reads standard input.
                    The passphrase of an encrypted key is taken from ONEAPI_KEY_PASSPHRASE
  --kid KID         the key's id, for the header of the assertion
  --alg NAME        RS256 or ES256; by default what fits the key

Where
  --url TOKEN_URL   the token endpoint (default: http://127.0.0.1:8787/oauth2/v1/token, a mock on this computer)
  --vanity NAME     the token endpoint of that real tenant instead
  --cloud NAME      and its cloud
  --audience A      the audience that is asked for (default https://api.zscaler.com)
  --allow-http      lets the credential go over plain HTTP to another computer

HTTPS_PROXY and NO_PROXY are heeded, and NODE_EXTRA_CA_CERTS names a further certificate authority: with those of a
mock, --vanity reaches the mock under the name of its tenant.`,
};

export function helpFor(command: Command | undefined): string {
  return command === undefined ? overview : help[command];
}
