import assert from 'node:assert/strict';
import { exchangeData } from '../../../src/editor/exchange/exchange-data.js';
import type { PictureView } from '../../../src/editor/exchange/messages.js';
import { type PictureFacts, pictureOf } from '../../../src/editor/exchange/picture.js';
import { english } from '../../../src/editor/localise.js';
import {
  API,
  type Asked,
  ISSUER,
  jwk,
  jwksClient,
  keyClient,
  makeWorld,
  NOW,
  otherRsa,
  pem,
  rsa,
  sdkClaims,
  secretClient,
  serve,
  signJwt,
  type World,
} from '../zidentity-authenticate/world.js';

const facts: PictureFacts = {
  clientName: 'ci',
  environmentName: 'Mock',
  hosts: { zidentity: 'acme.zslogin.net' },
  time: '2027-01-15 08:00:00Z',
  shortTime: '08:00:00Z',
  listed: true,
  known: true,
  active: true,
};

async function pictureOfRequest(world: World, asked: Asked, more: Partial<PictureFacts> = {}): Promise<PictureView> {
  const { exchange } = await world.ask(asked);
  const data = exchangeData(exchange, { environmentId: 'mock', seenBy: 'mock' });
  return pictureOf(data, { ...facts, ...more }, english);
}

const failedStep = (picture: PictureView) => picture.steps.find(({ outcome }) => outcome === 'failed');
const buttons = (picture: PictureView) => failedStep(picture)?.remedies.map(({ id }) => id.split(':')[1]);

describe('The picture of an exchange with the mock', () => {
  let world: World;
  let server: Awaited<ReturnType<typeof serve>>;
  const assertion = (more: Record<string, unknown>, header: Record<string, unknown> = {}): Asked => ({
    form: world.assertion('iqkey', { header, claims: sdkClaims('iqkey', more) }),
  });

  before(async () => {
    server = await serve((_, response) =>
      response.end(JSON.stringify({ keys: [jwk(otherRsa.publicKey, { kid: 'a' })] })),
    );
    world = await makeWorld([
      secretClient('iqsecret', 'right-secret'),
      secretClient('iqexpired', 'right-secret', NOW - 3600),
      { ...secretClient('iqdisabled', 'right-secret'), enabled: false },
      keyClient('iqkey', [pem(rsa.publicKey)]),
      jwksClient('iqjwks', `${server.base}/jwks.json`),
    ]);
  });
  after(async () => {
    await world.opened.close();
    server.close();
  });

  it('shows what was issued, step by step, with the call to come', async () => {
    const picture = await pictureOfRequest(world, {
      form: { client_id: 'iqsecret', client_secret: 'right-secret', audience: API },
    });
    assert.equal(picture.outcome.tone, 'good');
    assert.deepEqual(
      picture.parties.map(({ id }) => id),
      ['client', 'zidentity', 'gateway'],
    );
    assert.deepEqual(
      picture.steps.map(({ number }) => number),
      picture.steps.map((_, index) => index + 1),
    );
    assert.deepEqual([picture.steps[0]?.from, picture.steps[0]?.to], ['client', 'zidentity']);
    assert.equal(picture.steps.at(-1)?.outcome, 'skipped');
    assert.equal(picture.steps.at(-1)?.to, 'gateway');
    assert.ok(picture.steps.every(({ open }) => !open));
  });

  it('shows the JWKS web server where the keys are fetched', async () => {
    const asked = { form: world.assertion('iqjwks', { key: otherRsa.privateKey, claims: sdkClaims('iqjwks') }) };
    const picture = await pictureOfRequest(world, asked, { authType: 'JWKS' });
    assert.ok(picture.parties.some(({ id }) => id === 'jwks'));
    const keys = picture.steps.find(({ to }) => to === 'jwks');
    assert.equal(keys?.answered, true);
    assert.equal(keys?.way, 'ZIdentity to JWKS Web Server');
  });

  it('puts the aud that was sent beside the accepted ones', async () => {
    const step = failedStep(await pictureOfRequest(world, assertion({ aud: 'https://wrong.example' })));
    assert.equal(step?.open, true);
    assert.equal(step?.sent, 'https://wrong.example');
    assert.ok(step?.expected?.includes(API) && step.expected.includes(ISSUER));
  });

  it('has nothing sent where a field is missing', async () => {
    const step = failedStep(await pictureOfRequest(world, assertion({ aud: undefined })));
    assert.equal(step?.sent, undefined);
    assert.ok(step?.expected?.includes(API));
  });

  const compared: [string, () => Asked, string, RegExp][] = [
    [
      'a wrong audience field',
      () => ({ form: { client_id: 'iqsecret', client_secret: 'right-secret', audience: 'https://a' } }),
      'https://a',
      /^https:\/\/api\.zscaler\.com$/,
    ],
    [
      'another grant type',
      () => ({ form: { grant_type: 'password', client_id: 'iqsecret', client_secret: 'x' } }),
      'password',
      /^client_credentials$/,
    ],
    ['another subject', () => assertion({ sub: 'iqother' }), 'iqother', /^iqkey$/],
    ['another issuer', () => assertion({ iss: 'iqother' }), 'iqother', /^iqkey$/],
    ['an algorithm that is not taken', () => assertion({}, { alg: 'RS512' }), 'RS512', /^RS256$/],
    ['an unknown client', () => ({ form: { client_id: 'iqnobody', client_secret: 'x' } }), 'iqnobody', /API client/],
    [
      'a secret where a key is defined',
      () => ({ form: { client_id: 'iqkey', client_secret: 'x' } }),
      'a secret',
      /assertion/,
    ],
    [
      'an unknown kid',
      () => ({ form: world.assertion('iqjwks', { header: { kid: 'z' }, claims: sdkClaims('iqjwks') }) }),
      'z',
      /^a$/,
    ],
  ];
  for (const [what, asked, sent, expected] of compared) {
    it(`compares what was sent with what was expected, for ${what}`, async () => {
      const step = failedStep(await pictureOfRequest(world, asked()));
      assert.equal(step?.sent, sent);
      assert.match(step?.expected?.[0] ?? '', expected);
    });
  }

  it('compares the time of an assertion that has expired', async () => {
    const step = failedStep(await pictureOfRequest(world, assertion({ exp: NOW - 600 })));
    assert.match(step?.sent ?? '', /^exp is 2027-01-15 07:50:00Z \(10 minutes ago\)$/);
    assert.deepEqual(step?.expected, ['a time that lies ahead']);
  });

  it('offers what mends the refusal', async () => {
    const secret = (client_id: string, client_secret = 'right-secret') =>
      pictureOfRequest(world, { form: { client_id, client_secret } });
    assert.deepEqual(buttons(await secret('iqexpired'))?.[0], 'secret');
    assert.deepEqual(buttons(await secret('iqsecret', 'wrong'))?.[0], 'secret');
    assert.deepEqual(buttons(await secret('iqdisabled'))?.[0], 'enable');
    const expired = assertion({ exp: NOW - 600 });
    assert.deepEqual(buttons(await pictureOfRequest(world, expired)), ['mint', 'retry', 'diagnose']);
    assert.equal(buttons(await pictureOfRequest(world, expired, { clockOffset: 3600 }))?.[0], 'clock');
  });

  it('offers a new key for an API client that signs with another one', async () => {
    const asked = { form: world.assertion('iqkey', { key: otherRsa.privateKey, claims: sdkClaims('iqkey') }) };
    const picture = await pictureOfRequest(world, asked, { authType: 'PUBKEYCERT' });
    assert.deepEqual(buttons(picture), ['key', 'edit', 'retry', 'diagnose']);
  });

  it('tells a step that was not reached from one that was not looked at', async () => {
    const step = (picture: PictureView, title: string) => picture.steps.find((one) => one.title === title);
    const issued = await pictureOfRequest(world, { form: world.assertion('iqkey') });
    assert.equal(step(issued, 'Not used before')?.outcomeText, 'not checked');
    const refused = await pictureOfRequest(world, assertion({ aud: 'x' }));
    assert.equal(step(refused, 'Not used before')?.outcomeText, 'not reached');
  });

  it('offers nothing that acts on a client of an environment that is not active', async () => {
    const asked = { form: { client_id: 'iqexpired', client_secret: 'right-secret' } };
    assert.deepEqual(buttons(await pictureOfRequest(world, asked, { active: false })), []);
  });

  it('offers a role for a token without any', async () => {
    const asked = { form: { client_id: 'iqsecret', client_secret: 'right-secret', audience: API } };
    const step = (await pictureOfRequest(world, asked)).steps.find(({ remedies }) => remedies.length > 0);
    assert.equal(step?.tone, 'warning');
    assert.match(step?.remedies[0]?.id ?? '', /:roles$/);
  });

  it('never holds a secret, or the signature of an assertion', async () => {
    const jwt = signJwt({ claims: sdkClaims('iqkey', { aud: 'x' }) });
    const form = { ...world.assertion('iqkey'), client_assertion: jwt };
    const pictures = [
      await pictureOfRequest(world, { form }),
      await pictureOfRequest(world, { form: { client_id: 'iqsecret', client_secret: 'a-wrong-secret' } }),
    ];
    const text = JSON.stringify(pictures);
    assert.ok(!text.includes('a-wrong-secret'));
    assert.ok(!text.includes(jwt.split('.')[2]!));
  });
});
