/** What a text or file that is meant to hold a key can turn out to be. */
export type KeyTextKind =
  | 'private-pkcs8'
  | 'private-pkcs8-encrypted'
  | 'private-pkcs1'
  | 'private-pkcs1-encrypted'
  | 'private-sec1'
  | 'private-sec1-encrypted'
  | 'private-jwk'
  | 'public-spki'
  | 'public-pkcs1'
  | 'public-jwk'
  | 'certificate'
  | 'certificate-request'
  | 'jwks'
  | 'symmetric-jwk'
  | 'openssh-private'
  | 'openssh-public'
  | 'ssh2-public'
  | 'putty-private'
  | 'pgp'
  | 'pkcs12'
  | 'pkcs7'
  | 'dsa-private'
  | 'parameters'
  | 'crl'
  | 'der'
  | 'pem-other'
  | 'pem-truncated'
  | 'pem-damaged'
  | 'pem-escaped'
  | 'pem-several'
  | 'base64'
  | 'json'
  | 'json-damaged'
  | 'jwt'
  | 'path'
  | 'empty'
  | 'too-large'
  | 'unknown';

interface KindRow {
  /** A noun phrase with its article, to stand behind "This is". */
  readonly name: string;
  /** What to do where a private key is needed; undefined where this kind is one. */
  readonly asPrivate?: string;
  /** What to do where a public key is needed; undefined where this kind is one. */
  readonly asPublic?: string;
}

const GENERATE = 'Generate a key here, or give the PEM file whose first line is "-----BEGIN PRIVATE KEY-----".';
const PUBLIC_OF_PRIVATE =
  'A private key must not leave its owner. Give its public half: openssl pkey -in key.pem -pubout -out public.pem';
const PRIVATE_OF_PUBLIC = 'Only the private key can sign. Give the private key that belongs to it.';
const COPY_WHOLE = 'Copy it again, from the first dash of the BEGIN line to the last dash of the END line.';
const WHOLE = { asPrivate: COPY_WHOLE, asPublic: COPY_WHOLE };
const FROM_SSH = 'Convert it: ssh-keygen -p -m PKCS8 -f key (it rewrites the file; work on a copy).';
const FROM_SSH_PUBLIC = 'Convert it: ssh-keygen -e -m PKCS8 -f key.pub';

/** One row a kind: what it is called, and what to do with it. */
export const KINDS: Readonly<Record<KeyTextKind, KindRow>> = {
  'private-pkcs8': { name: 'a private key (PKCS#8)', asPublic: PUBLIC_OF_PRIVATE },
  'private-pkcs8-encrypted': { name: 'a private key with a passphrase (PKCS#8)', asPublic: PUBLIC_OF_PRIVATE },
  'private-pkcs1': { name: 'an RSA private key (PKCS#1)', asPublic: PUBLIC_OF_PRIVATE },
  'private-pkcs1-encrypted': { name: 'an RSA private key with a passphrase (PKCS#1)', asPublic: PUBLIC_OF_PRIVATE },
  'private-sec1': { name: 'an EC private key (SEC1)', asPublic: PUBLIC_OF_PRIVATE },
  'private-sec1-encrypted': { name: 'an EC private key with a passphrase (SEC1)', asPublic: PUBLIC_OF_PRIVATE },
  'private-jwk': {
    name: 'a private JWK',
    asPublic: 'Give the public JWK: the same without "d", "p", "q", "dp", "dq", "qi".',
  },
  'public-spki': { name: 'a public key', asPrivate: PRIVATE_OF_PUBLIC },
  'public-pkcs1': { name: 'an RSA public key (PKCS#1)', asPrivate: PRIVATE_OF_PUBLIC },
  'public-jwk': { name: 'a public JWK', asPrivate: PRIVATE_OF_PUBLIC },
  certificate: {
    name: 'a certificate',
    asPrivate: 'A certificate holds the public key only. Give the private key that it was made for.',
  },
  'certificate-request': {
    name: 'a certificate signing request',
    asPrivate: 'It holds the public key only. Give the private key that it was made with.',
    asPublic: 'Take the public key out of it: openssl req -in request.pem -noout -pubkey',
  },
  jwks: {
    name: 'a JWKS, a set of keys',
    asPrivate: 'Give one private key: the JWK or the PEM of it.',
    asPublic: 'Give one key: an entry of its "keys" array.',
  },
  'symmetric-jwk': {
    name: 'a symmetric JWK ("kty": "oct")',
    asPrivate: GENERATE,
    asPublic: 'Give the JWK of an RSA or EC key.',
  },
  'openssh-private': { name: "a private key in OpenSSH's own form", asPrivate: FROM_SSH, asPublic: PUBLIC_OF_PRIVATE },
  'openssh-public': { name: 'an OpenSSH public key', asPrivate: PRIVATE_OF_PUBLIC, asPublic: FROM_SSH_PUBLIC },
  'ssh2-public': {
    name: 'an SSH2 public key',
    asPrivate: PRIVATE_OF_PUBLIC,
    asPublic: 'Convert it: ssh-keygen -i -f key.pub, then ssh-keygen -e -m PKCS8',
  },
  'putty-private': {
    name: 'a PuTTY private key',
    asPrivate: 'Export it in PuTTYgen (Conversions, Export OpenSSH key), then: ssh-keygen -p -m PKCS8 -f key',
    asPublic: PUBLIC_OF_PRIVATE,
  },
  pgp: {
    name: 'a PGP key or message',
    asPrivate: GENERATE,
    asPublic: 'Give a public key in PEM form, or a certificate.',
  },
  pkcs12: {
    name: 'a PKCS#12 file (.p12, .pfx)',
    asPrivate: 'Take the key out of it: openssl pkcs12 -in file.p12 -nocerts -nodes -out key.pem',
    asPublic: 'Take the certificate out of it: openssl pkcs12 -in file.p12 -clcerts -nokeys -out certificate.pem',
  },
  pkcs7: {
    name: 'a PKCS#7 bundle of certificates (.p7b)',
    asPrivate: 'It holds certificates only. Give the private key.',
    asPublic: 'Take the certificates out of it: openssl pkcs7 -in file.p7b -print_certs -out certificates.pem',
  },
  'dsa-private': {
    name: 'a DSA private key',
    asPrivate: "DSA can't sign RS256 or ES256. Generate an RSA or EC key.",
    asPublic: PUBLIC_OF_PRIVATE,
  },
  parameters: {
    name: 'a set of key parameters without a key',
    asPrivate: GENERATE,
    asPublic: 'Give a public key or a certificate.',
  },
  crl: { name: 'a certificate revocation list', asPrivate: GENERATE, asPublic: 'Give a public key or a certificate.' },
  der: {
    name: 'a binary (DER) file',
    asPrivate: 'Convert it: openssl pkey -inform DER -in key.der -out key.pem',
    asPublic:
      'Convert it: openssl x509 -inform DER -in file.cer -out file.pem (a certificate), or openssl pkey -pubin -inform DER -in file.der -out file.pem (a public key)',
  },
  'pem-other': {
    name: 'a PEM block of another kind',
    asPrivate: GENERATE,
    asPublic: 'Give a public key or a certificate in PEM form.',
  },
  'pem-truncated': { name: 'a PEM block that was cut off: its END line is missing', ...WHOLE },
  'pem-damaged': { name: 'a PEM block that is damaged', ...WHOLE },
  'pem-escaped': {
    name: 'a PEM block on one line, with \\n in place of line breaks',
    asPrivate: 'Replace every \\n by a real line break. In an .env file, put the value in double quotes.',
    asPublic: 'Replace every \\n by a real line break. In an .env file, put the value in double quotes.',
  },
  'pem-several': {
    name: 'a file with several keys or certificates',
    asPrivate: 'Keep the block of one private key and leave out the others.',
    asPublic: 'Keep one block: of a chain, the first certificate, the one of the client itself.',
  },
  base64: {
    name: 'base64 without its BEGIN and END lines',
    asPrivate: 'Add the lines "-----BEGIN PRIVATE KEY-----" before and "-----END PRIVATE KEY-----" after it.',
    asPublic: 'Add the lines "-----BEGIN PUBLIC KEY-----" (or CERTIFICATE) before and the matching END line after it.',
  },
  json: {
    name: 'JSON, but no JWK: it has no "kty"',
    asPrivate: GENERATE,
    asPublic: 'Give a JWK of an RSA or EC key, or a PEM.',
  },
  'json-damaged': {
    name: 'JSON that is damaged',
    asPrivate: 'Copy the JWK again, from its first to its last brace.',
    asPublic: 'Copy the JWK again, from its first to its last brace.',
  },
  jwt: {
    name: 'a JSON Web Token',
    asPrivate: 'A token is what a key signs. Give the private key itself.',
    asPublic: 'A token holds no key. Give the public key, or a certificate.',
  },
  path: {
    name: 'the path of a file',
    asPrivate: 'Give what is in the file, not its name.',
    asPublic: 'Give what is in the file, not its name.',
  },
  empty: { name: 'empty', asPrivate: GENERATE, asPublic: 'Give a public key, a certificate or a JWK.' },
  'too-large': {
    name: 'too large for a key: more than 256 KiB',
    asPrivate: 'Give the file of the key alone.',
    asPublic: 'Give the file of the key alone.',
  },
  unknown: {
    name: 'no key in any form that is known here',
    asPrivate: GENERATE,
    asPublic: 'Give a public key in PEM form ("-----BEGIN PUBLIC KEY-----"), a certificate or a JWK.',
  },
};

/** The kinds that are, or hold, something secret. */
export const SECRET_KINDS: ReadonlySet<KeyTextKind> = new Set<KeyTextKind>([
  'private-pkcs8',
  'private-pkcs8-encrypted',
  'private-pkcs1',
  'private-pkcs1-encrypted',
  'private-sec1',
  'private-sec1-encrypted',
  'private-jwk',
  'symmetric-jwk',
  'openssh-private',
  'putty-private',
  'dsa-private',
  'pkcs12',
]);
