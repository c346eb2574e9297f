import type { SdkMistake } from './sdk-mistake.js';

/** Characters after `BEGIN` that can matter: a PKCS#8 header, and a JWK's first members. */
const lookAhead = 400;

/** DER of the object identifier id-ecPublicKey, 1.2.840.10045.2.1 (RFC 5480 §2.1.1). */
const ecPublicKey = Buffer.from('06072a8648ce3d0201', 'hex');

interface KeyRow {
  code: string;
  severity: SdkMistake['severity'];
  message: string;
  hint: string;
}

const ecKey: KeyRow = {
  code: 'sdk-key-ec',
  severity: 'error',
  message: 'This is an EC key, and the official SDKs sign RS256 alone.',
  hint: 'ZIdentity itself would take it (ES256). For the SDKs, register an RSA key of 2048 bits or more.',
};

/** What follows `-----BEGIN ` for keys that an SDK cannot use. */
const byLabel: Readonly<Record<string, KeyRow>> = {
  'RSA PRIVATE KEY': {
    code: 'sdk-key-pkcs1',
    severity: 'warning',
    message:
      'The Python SDK takes this PKCS#1 key for the name of a file, and its error prints the key. The Go SDK takes it.',
    hint: 'Convert it to PKCS#8: openssl pkcs8 -topk8 -nocrypt -in key.pem -out key-pkcs8.pem',
  },
  'EC PRIVATE KEY': ecKey,
  'ENCRYPTED PRIVATE KEY': {
    code: 'sdk-key-encrypted',
    severity: 'error',
    message: 'This key is protected by a passphrase, and the official SDKs have no setting for one.',
    hint: 'Decrypt it, and keep it safe: openssl pkcs8 -in key.pem -out key-plain.pem',
  },
  'OPENSSH PRIVATE KEY': {
    code: 'sdk-key-openssh',
    severity: 'error',
    message: 'This is a key in the form of OpenSSH, which no SDK reads.',
    hint: 'Convert a copy of it: ssh-keygen -p -m PKCS8 -f key-copy',
  },
  CERTIFICATE: {
    code: 'sdk-key-is-certificate',
    severity: 'error',
    message: 'This is a certificate, which holds a public key alone.',
    hint: 'Give the private key that belongs to it. The certificate is uploaded at the API client.',
  },
  'PUBLIC KEY': {
    code: 'sdk-key-is-public',
    severity: 'error',
    message: 'This is a public key; an assertion is signed with the private one.',
    hint: 'Give the private key that belongs to it. The public key is uploaded at the API client.',
  },
};

/**
 * What is wrong with the private key that a line with `private_key` or the like begins: on the line
 * itself or, for a block of YAML or a heredoc, on the next.
 */
export function privateKeyMistake(text: string, line: string, offset: number): SdkMistake | undefined {
  const name = /(?:ZSCALER_PRIVATE_KEY|private_?key|WithPrivateKey)/i.exec(line);
  if (name === null) return undefined;
  const from = offset + name.index + name[0].length;
  const after = text.slice(from, from + 2 * lookAhead);
  // Up to the first value: separators, quotes, YAML's | or >, a heredoc's word, one line break.
  const lead =
    /^["'`\])\s]{0,8}(?:=>|:=|[:=(,])[ \t]{0,40}(?:[|>][+-]?|<<[-~]?"?\w{1,40}"?)?[ \t]{0,40}(?:\r?\n[ \t]{0,40})?(?:f|r|b|u)?["'`]{0,3}(?:\\n|\r?\n)?/.exec(
      after,
    );
  if (lead === null) return undefined;
  const start = from + lead[0].length;
  const value = text.slice(start, start + lookAhead);
  const label = /^-----BEGIN ([A-Z0-9 ]{3,40})-----/.exec(value);
  if (label !== null) {
    const row = byLabel[label[1]!] ?? (label[1] === 'PRIVATE KEY' && isEcPkcs8(value) ? ecKey : undefined);
    return row && { ...row, start, end: start + label[0].length };
  }
  const jwk = /^\{[^}]{0,300}\\?"kty\\?"\s{0,4}:\s{0,4}\\?"EC\\?"/.exec(value);
  return jwk === null ? undefined : { ...ecKey, start, end: start + jwk[0].length };
}

function isEcPkcs8(value: string): boolean {
  const body = value.replace(/^-----[^-]{1,60}-----/, '').replaceAll(/\\[nr]|\s/g, '');
  const der = Buffer.from(/^[A-Za-z0-9+/]{0,80}/.exec(body)![0], 'base64');
  return der.subarray(0, 40).includes(ecPublicKey);
}
