// Files as people have them open: tokens, keys and certificates where they stand in text.
import { makeCertificate } from '../../../src/keys/certificate.js';
import { makeJwks } from '../../../src/keys/jwks.js';
import { mintClientAssertion } from '../../../src/oauth/assertion.js';
import { idOf, own, pkcs1, pkcs8, secret } from '../set-ups/tenant.js';
import { post } from '../support/program.js';

export interface Issued {
  /** Of the API client "plain" and "keyed". */
  plain: string;
  keyed: string;
  /** Of "plain", and no longer valid. */
  expired: string;
  /** A client assertion of "keyed" that nobody has used. */
  assertion: string;
}

/** Each kind of text that a token may stand in, by the name of its file. */
export function filesWithTokens({ plain, keyed, expired, assertion }: Issued): Record<string, string> {
  const [half, other] = [plain.slice(0, 40), plain.slice(40)];
  return {
    'answer.json': `{\n  "access_token": "${plain}",\n  "token_type": "Bearer"\n}\n`,
    'plain.env': `# of the build\nONEAPI_TOKEN=${plain}\n`,
    'plain.http': `GET https://api.zsapi.net/zia/api/v1/status\nAuthorization: Bearer ${plain}\n`,
    'values.yaml': `oneapi:\n  token: ${plain}\n`,
    'call.sh': `curl -H 'Authorization: Bearer ${plain}' https://api.zsapi.net/zia/api/v1/status\n`,
    'link.md': `[inspect](https://tokens.example/#access_token=${plain}&expires_in=3600)\n`,
    'client.ts': `const token =\n  '${half}' +\n  '${other}';\n`,
    'gateway.log': `12:00:01 GET /zia 200 first=${plain} second=${keyed} done\n`,
    'expired.http': `Authorization: Bearer ${expired}\n`,
    'notes.txt': '\n',
    'main.tf': 'provider "zia" {\n  client_id = var.client_id\n  vanity_domain = "https://acme.zslogin.net"\n}\n',
    'client.py': 'config = {"clientId": client_id, "vanityDomain": "acme", "cloud": "zscalerthree"}\n',
    'misspelt.env': `ZSCALER_CLIENTID=${idOf('plain')}\n`,
    'assertion.txt': `${assertion}\n`,
  };
}

/** Keys and certificates as text, by the name of their file. */
export async function filesWithKeys(): Promise<Record<string, string>> {
  const certificate = await makeCertificate({
    keyPair: own,
    subject: { commonName: 'build server' },
    days: 90,
    now: Date.now(),
  });
  return {
    'private.pem': pkcs8(own.privateKey),
    'pkcs1.pem': pkcs1(own.privateKey),
    'public.pem': own.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    'certificate.pem': certificate,
    'jwks.json': `${JSON.stringify(makeJwks([own.publicKey]), undefined, 2)}\n`,
  };
}

/** Gets what the files hold, as programs outside of the editor do. */
export async function issue(port: number, shiftClock: (seconds: number) => Promise<unknown>): Promise<Issued> {
  const assertion = () =>
    mintClientAssertion({
      clientId: idOf('keyed'),
      privateKey: pkcs8(own.privateKey),
      audience: 'https://acme.zslogin.net',
      nowMs: Date.now(),
    });
  const bySecret = { client_id: idOf('plain'), client_secret: secret };
  await shiftClock(-7200);
  const expired = await tokenBy(port, bySecret);
  await shiftClock(0);
  return {
    expired,
    plain: await tokenBy(port, bySecret),
    keyed: await tokenBy(port, {
      client_id: idOf('keyed'),
      client_assertion: await assertion(),
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    }),
    assertion: await assertion(),
  };
}

async function tokenBy(port: number, form: Record<string, string>): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', audience: 'https://api.zscaler.com', ...form });
  const { text } = await post(new URL('https://acme.zslogin.net/oauth2/v1/token'), port, body.toString());
  const { access_token: token } = JSON.parse(text) as { access_token?: string };
  if (token === undefined) throw new Error(`No token was issued: ${text}`);
  return token;
}
