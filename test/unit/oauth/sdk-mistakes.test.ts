import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { configurationKind, findSdkMistakes } from '../../../src/oauth/sdk-mistakes.js';

const pkcs8 = { type: 'pkcs8', format: 'pem' } as const;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

function codes(text: string, file = '.env'): string[] {
  return findSdkMistakes(text, configurationKind(file)).map(({ code }) => code);
}

/** The text with every replacement made. */
function mended(text: string, file = '.env'): string {
  return findSdkMistakes(text, configurationKind(file))
    .toReversed()
    .reduce(
      (now, { start, end, replacement }) =>
        replacement === undefined ? now : now.slice(0, start) + replacement + now.slice(end),
      text,
    );
}

describe('a right configuration', () => {
  const right: [file: string, text: string][] = [
    [
      '.env',
      'ZSCALER_CLIENT_ID=iq41q3fpgg6st\nZSCALER_CLIENT_SECRET=abc\nZSCALER_VANITY_DOMAIN=acme\nZSCALER_CLOUD=beta\nZPA_CUSTOMER_ID=72058304855015424',
    ],
    [
      'zscaler.yaml',
      'zscaler:\n  client:\n    clientId: "iq41q3fpgg6st"\n    vanityDomain: acme\n    cloud: PRODUCTION\n',
    ],
    ['main.tf', 'provider "zia" {\n  client_id = var.id\n  vanity_domain = "acme"\n  zscaler_cloud = "beta"\n}'],
    ['app.py', 'config = {"vanityDomain": os.environ["ZSCALER_VANITY_DOMAIN"], "cloud": cloud}'],
    ['main.go', 'zscaler.WithVanityDomain(os.Getenv("ZSCALER_VANITY_DOMAIN")), zscaler.WithZscalerCloud("beta")'],
    ['run.sh', `export ZSCALER_VANITY_DOMAIN="\${VANITY:-acme}" ZSCALER_CLOUD=$CLOUD`],
    ['.env', `ZSCALER_PRIVATE_KEY="${rsa.export(pkcs8).toString().replaceAll('\n', '\\n')}"`],
    ['.env', 'ZSCALER_PRIVATE_KEY=/run/secrets/key.pem'],
    ['.env', '# ZSCALER_CLIENTID is not read by anybody\n#ZSCALER_CLOUD=zscalerthree'],
    ['legacy.py', 'client = LegacyZIAClient({"username": "x", "cloud": "zscalerthree"})'],
    ['.env', 'ZSCALER_VANITY_DOMAIN=<your-vanity-domain>\nZSCALER_CLOUD='],
    ['.env', 'ZSCALER_CLIENT_SECRETS_FILE=x\nMY_ZSCALER_CLIENTID=1'],
  ];
  for (const [file, text] of right) {
    it(`has no mistake in it: ${file} ${JSON.stringify(text.slice(0, 60))}`, () =>
      assert.deepEqual(codes(text, file), []));
  }
});

describe('a name that no SDK reads', () => {
  const table: [wrong: string, right: string][] = [
    ['ZSCALER_CLIENTID', 'ZSCALER_CLIENT_ID'],
    ['ZSCALER_CLIENTSECRET', 'ZSCALER_CLIENT_SECRET'],
    ['ZSCALER_CLIENT_PRIVATEKEY', 'ZSCALER_PRIVATE_KEY'],
    ['ZSCALER_CLIENT_VANITYDOMAIN', 'ZSCALER_VANITY_DOMAIN'],
    ['ZSCALER_CLIENT_CLOUD', 'ZSCALER_CLOUD'],
  ];
  for (const [wrong, right] of table) {
    it(`${wrong} is mended to ${right}, in .env and in source`, () => {
      assert.equal(mended(`${wrong}=x`), `${right}=x`);
      assert.equal(mended(`x = os.getenv("${wrong}")`, 'app.py'), `x = os.getenv("${right}")`);
    });
  }

  it('ZSCALER_CLIENT_PROXY_HOST is pointed out with HTTPS_PROXY as the remedy', () => {
    const [mistake] = findSdkMistakes('ZSCALER_CLIENT_PROXY_HOST=localhost', 'dotenv');
    assert.equal(mistake?.code, 'sdk-variable-proxy');
    assert.match(mistake.hint, /HTTPS_PROXY/);
  });
});

describe('a vanity domain or cloud that is none', () => {
  const table: [file: string, text: string, code: string, mended: string][] = [
    ['.env', 'ZSCALER_VANITY_DOMAIN=https://acme.zslogin.net', 'sdk-vanity-is-url', 'ZSCALER_VANITY_DOMAIN=acme'],
    ['.env', "ZSCALER_VANITY_DOMAIN='acme.zslogin.net' # x", 'sdk-vanity-is-host', "ZSCALER_VANITY_DOMAIN='acme' # x"],
    ['.env', 'export ZSCALER_CLOUD=zscalerthree', 'sdk-cloud-is-product-cloud', 'export ZSCALER_CLOUD='],
    [
      'zscaler.yaml',
      'client:\n  vanityDomain: acme-admin.zslogin.net\n',
      'sdk-vanity-is-admin-host',
      'client:\n  vanityDomain: acme\n',
    ],
    [
      'zscaler.yaml',
      'vanityDomain: acme\ncloud: zscalerbeta',
      'sdk-cloud-is-product-cloud',
      'vanityDomain: acme\ncloud: beta',
    ],
    ['main.tf', 'vanity_domain = "https://acme.zslogin.net/"', 'sdk-vanity-is-url', 'vanity_domain = "acme"'],
    ['main.tf', 'zscaler_cloud = "zscloud"', 'sdk-cloud-is-product-cloud', 'zscaler_cloud = ""'],
    [
      'app.py',
      `c = {"vanityDomain": 'acme.zslogin.net', "cloud": "beta"}`,
      'sdk-vanity-is-host',
      `c = {"vanityDomain": 'acme', "cloud": "beta"}`,
    ],
    [
      'app.py',
      'c = {\n "vanityDomain": "acme",\n "cloud": "zscalertwo"}',
      'sdk-cloud-is-product-cloud',
      'c = {\n "vanityDomain": "acme",\n "cloud": ""}',
    ],
    [
      'main.go',
      'zscaler.WithVanityDomain("acme.zslogin.net")',
      'sdk-vanity-is-host',
      'zscaler.WithVanityDomain("acme")',
    ],
    [
      'main.go',
      'zscaler.WithZscalerCloud("zscalerbeta")',
      'sdk-cloud-is-product-cloud',
      'zscaler.WithZscalerCloud("beta")',
    ],
    [
      'app.ts',
      "process.env.ZSCALER_VANITY_DOMAIN = 'https://acme.zslogin.net'",
      'sdk-vanity-is-url',
      "process.env.ZSCALER_VANITY_DOMAIN = 'acme'",
    ],
    [
      'app.py',
      'os.getenv("ZSCALER_VANITY_DOMAIN", "acme.zslogin.net")',
      'sdk-vanity-is-host',
      'os.getenv("ZSCALER_VANITY_DOMAIN", "acme")',
    ],
    ['app.ts', "audience: 'https://api.zsapi.net'", 'sdk-audience-is-api-host', "audience: 'https://api.zscaler.com'"],
  ];
  for (const [file, text, code, right] of table) {
    it(`is ${code} in ${file}: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(codes(text, file), [code]);
      assert.equal(mended(text, file), right);
    });
  }

  it('is marked exactly, in a file with Windows line ends too', () => {
    const text = 'A=1\r\nZSCALER_VANITY_DOMAIN=acme.zslogin.net\r\nB=2';
    const [mistake] = findSdkMistakes(text, 'dotenv');
    assert.equal(text.slice(mistake!.start, mistake!.end), 'acme.zslogin.net');
  });
});

describe('a customer id in place of the client id', () => {
  it('is pointed out', () =>
    assert.deepEqual(codes('ZSCALER_CLIENT_ID=72058304855015424'), ['sdk-client-id-is-customer-id']));
});

describe('a private key that an SDK cannot use', () => {
  const pkcs1 = rsa.export({ type: 'pkcs1', format: 'pem' }).toString();
  const sec1 = ec.export({ type: 'sec1', format: 'pem' }).toString();
  const ecPkcs8 = ec.export(pkcs8).toString();
  const encrypted = rsa.export({ ...pkcs8, cipher: 'aes-256-cbc', passphrase: 'x' }).toString();
  const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const smallPkcs1 = small.export({ type: 'pkcs1', format: 'pem' }).toString();
  const oneLine = (pem: string) => pem.replaceAll('\n', '\\n');
  const table: [what: string, file: string, text: string, code: string][] = [
    ['PKCS#1 in .env', '.env', `ZSCALER_PRIVATE_KEY="${oneLine(pkcs1)}"`, 'sdk-key-pkcs1'],
    ['PKCS#1 over several lines', '.env', `ZSCALER_PRIVATE_KEY="${pkcs1}"`, 'sdk-key-pkcs1'],
    [
      'PKCS#1 in YAML',
      'zscaler.yaml',
      `    privateKey: |\n      ${pkcs1.replaceAll('\n', '\n      ')}`,
      'sdk-key-pkcs1',
    ],
    ['PKCS#1 in Python', 'app.py', `config = {"privateKey": """${pkcs1}"""}`, 'sdk-key-pkcs1'],
    ['PKCS#1 in a heredoc', 'main.tf', `private_key = <<-EOT\n  ${pkcs1}EOT`, 'sdk-key-pkcs1'],
    ['PKCS#1 in Go', 'main.go', `zscaler.WithPrivateKey(\`${pkcs1}\`)`, 'sdk-key-pkcs1'],
    ['EC as SEC1', '.env', `ZSCALER_PRIVATE_KEY="${oneLine(sec1)}"`, 'sdk-key-ec'],
    ['EC as PKCS#8', '.env', `ZSCALER_PRIVATE_KEY="${oneLine(ecPkcs8)}"`, 'sdk-key-ec'],
    ['EC as PKCS#8 over several lines', 'app.py', `privateKey = """${ecPkcs8}"""`, 'sdk-key-ec'],
    ['EC as JWK', '.env', `ZSCALER_PRIVATE_KEY='${JSON.stringify(ec.export({ format: 'jwk' }))}'`, 'sdk-key-ec'],
    [
      'RSA below 2048 bits as PKCS#8',
      '.env',
      `ZSCALER_PRIVATE_KEY="${oneLine(small.export(pkcs8).toString())}"`,
      'sdk-key-too-small',
    ],
    ['RSA below 2048 bits as PKCS#1', 'app.py', `privateKey = """${smallPkcs1}"""`, 'sdk-key-too-small'],
    ['one with a passphrase', '.env', `ZSCALER_PRIVATE_KEY="${oneLine(encrypted)}"`, 'sdk-key-encrypted'],
    ['a certificate', '.env', 'ZSCALER_PRIVATE_KEY="-----BEGIN CERTIFICATE-----\\nMIIB"', 'sdk-key-is-certificate'],
  ];
  for (const [what, file, text, code] of table) {
    it(`is ${code}: ${what}`, () => {
      const mistakes = findSdkMistakes(text, configurationKind(file));
      assert.deepEqual(
        mistakes.map((mistake) => mistake.code),
        [code],
      );
      assert.match(text.slice(mistakes[0]!.start, mistakes[0]!.end), /^(?:-----BEGIN [A-Z0-9 ]+-----|\{)/);
    });
  }

  it('is never quoted in a message', () => {
    const { message, hint } = findSdkMistakes(`ZSCALER_PRIVATE_KEY="${oneLine(pkcs1)}"`, 'dotenv')[0]!;
    assert.ok(!`${message}${hint}`.includes(pkcs1.slice(40, 60)));
  });
});

describe('findSdkMistakes', () => {
  it('takes any text, with ranges inside of it in order', () => {
    const piece = fc.constantFrom(
      'ZSCALER_CLIENTID',
      'ZSCALER_VANITY_DOMAIN',
      'cloud',
      'private_key',
      '=',
      ':',
      '"',
      "'",
      '(',
      ' ',
      '\n',
      'acme.zslogin.net',
      '-----BEGIN ',
      'EC PRIVATE KEY-----',
      '\\n',
      '{',
    );
    const text = fc.array(fc.oneof(piece, fc.string())).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.constantFrom('dotenv', 'yaml', 'terraform', 'source'), (given, kind) => {
        let last = 0;
        for (const { start, end } of findSdkMistakes(given, kind)) {
          assert.ok(start >= last && end >= start && end <= given.length);
          last = start;
        }
      }),
    );
  });

  it('tells 200 mistakes at most', () => {
    assert.equal(findSdkMistakes('ZSCALER_CLIENTID=1\n'.repeat(5000), 'dotenv').length, 200);
  });
});

describe('the kind of a file', () => {
  const table = {
    '.env': 'dotenv',
    '.env.local': 'dotenv',
    'prod.env': 'dotenv',
    '/a/b/run.sh': 'dotenv',
    'C:\\x\\zscaler.yml': 'yaml',
    'a.tf': 'terraform',
    'a.tfvars': 'terraform',
    'app.py': 'source',
    'environment.ts': 'source',
  };
  for (const [file, kind] of Object.entries(table)) {
    it(`of ${file} is ${kind}`, () => assert.equal(configurationKind(file), kind));
  }
});
