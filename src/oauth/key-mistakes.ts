import type { SdkMistake } from './sdk-mistake.js';

/** Characters after `BEGIN` that can matter: a PKCS#8 header, and a JWK's first members. */
const lookAhead = 400;

/** DER of the object identifier id-ecPublicKey, 1.2.840.10045.2.1 (RFC 5480 §2.1.1). */
const ecPublicKey = Buffer.from('06072a8648ce3d0201', 'hex');

/** DER of the object identifier rsaEncryption, 1.2.840.113549.1.1.1 (RFC 8017 appendix A.1). */
const rsaEncryption = Buffer.from('06092a864886f70d010101', 'hex');

/** DER of an INTEGER 0 with the tag of the INTEGER after it. */
const versionZero = Buffer.from('02010002', 'hex');

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

const smallKey: KeyRow = {
  code: 'sdk-key-too-small',
  severity: 'error',
  message: 'This RSA key has less than 2048 bits, and RS256 needs 2048.',
  hint: 'Register a new RSA key of 2048 bits or more, and give its private key here.',
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
    const row = rowOf(label[1]!, value);
    return row && { ...row, start, end: start + label[0].length };
  }
  const jwk = /^\{[^}]{0,300}\\?"kty\\?"\s{0,4}:\s{0,4}\\?"EC\\?"/.exec(value);
  return jwk === null ? undefined : { ...ecKey, start, end: start + jwk[0].length };
}

function rowOf(label: string, value: string): KeyRow | undefined {
  const der = /^(?:RSA )?PRIVATE KEY$/.test(label) ? firstBytes(value) : undefined;
  if (der !== undefined && bytesOfModulus(der) < 256) return smallKey;
  if (label === 'PRIVATE KEY' && der?.subarray(0, 40).includes(ecPublicKey)) return ecKey;
  return byLabel[label];
}

/** The beginning of the DER in a PEM block, be it on one line with `\n` or on several. */
function firstBytes(pem: string): Buffer {
  const body = pem.replace(/^-----[^-]{1,60}-----/, '').replaceAll(/\\[nr]|\s/g, '');
  return Buffer.from(/^[A-Za-z0-9+/]{0,80}/.exec(body)![0], 'base64');
}

/**
 * How long the modulus of an RSA private key is (RFC 8017 appendix A.1.2: version 0, then the modulus), of which `der`
 * is the beginning, as PKCS#1 or within PKCS#8. Infinite where it is none.
 */
function bytesOfModulus(der: Buffer): number {
  const rsa = der.indexOf(rsaEncryption);
  const version = der.indexOf(versionZero, rsa === -1 ? 0 : rsa);
  const first = version === -1 ? undefined : der[version + 4];
  if (first === undefined || (rsa === -1 && version > 4)) return Number.POSITIVE_INFINITY;
  const counted = first & 0x7f;
  const length = first < 0x80 ? first : counted <= 2 ? der.readUIntBE(version + 5, counted) : Number.POSITIVE_INFINITY;
  // A byte of zeros stands before a modulus, as its first bit is set.
  return length - 1;
}
