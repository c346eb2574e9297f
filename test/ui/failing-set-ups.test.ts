import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Person } from './set-ups/person.js';
import {
  type DeclaredTenant,
  declareTenant,
  elliptic,
  idOf,
  own,
  pkcs1,
  pkcs8,
  secret,
  small,
} from './set-ups/tenant.js';
import { freePort } from './support/free-port.js';
import { changeSetting, run, type Settings, writeSettings } from './support/program.js';
import { callApi, chooseRole } from './support/tasks.js';
import { useWorkbench } from './support/use-workbench.js';

// The mistakes of people who use OneAPI: each is made in a program outside of the editor, seen to fail, and mended by
// nothing but what the screen says and offers.

const port = await freePort();
const mock = `http://127.0.0.1:${port}`;
describe('A program that is refused, mended by what the screen says', () => {
  let declared: DeclaredTenant;
  const workbench = useWorkbench(async () => {
    declared = await declareTenant();
    // Saved by hand, so that it is seen when a file is.
    return {
      settings: { 'oneapi.mock.port': port, 'oneapi.mock.config': declared.file, 'files.autoSave': 'off' },
    };
  });

  after(() => declared?.close());

  const person = () => new Person(workbench());
  const shot = (name: string) => workbench().screenshot(`set-up ${name}`);
  const pathOf = (file: string) => join(workbench().folder, file);
  const settingsOf = (name: string, more: Settings): Settings => ({
    ZSCALER_CLIENT_ID: idOf(name),
    ZSCALER_VANITY_DOMAIN: 'acme',
    ...more,
  });

  async function fails(file: string, how: RegExp): Promise<void> {
    const outcome = await run(pathOf(file), port);
    assert.ok('failure' in outcome, 'the set-up is a failing one');
    assert.match(outcome.failure, how);
  }

  async function succeeds(file: string): Promise<void> {
    const outcome = await run(pathOf(file), port);
    assert.ok('token' in outcome, JSON.stringify(outcome));
  }

  /** Mends by a new key pair, which the person gives to the program. */
  async function replaceKey(file: string, client: string): Promise<void> {
    await person().press('Replace the Key');
    await workbench().answerDialog('new key pair', 'Replace the Key');
    const key = await person().copyFrom(`A new key pair of "${client}"`, 'Copy Private Key');
    changeSetting(pathOf(file), 'ZSCALER_PRIVATE_KEY', key);
  }

  interface SetUp {
    /** The sentence that must be true. */
    it: string;
    file: string;
    settings: Settings | string;
    failure: RegExp;
    mend: (file: string) => Promise<void>;
  }

  const inFiles: SetUp[] = [
    {
      it: 'a PKCS#1 key for the Python SDK is converted by the quick fix',
      file: 'pkcs1.env',
      settings: settingsOf('keyed', { ZSCALER_PRIVATE_KEY: pkcs1(own.privateKey) }),
      failure: /No such file/,
      mend: () =>
        person().quickFixOf('-----BEGIN RSA', 'takes this PKCS#1 key for the name of a file', 'Convert to PKCS#8'),
    },
    {
      it: 'an EC key that the SDKs cannot sign with is replaced by an RSA key',
      file: 'ec.env',
      settings: settingsOf('curve', { ZSCALER_PRIVATE_KEY: pkcs8(elliptic.privateKey) }),
      failure: /RS256 needs an RSA key/,
      async mend(file) {
        await person().quickFix('-----BEGIN', 'This is an EC key', 'Make and Register an RSA Key…');
        await workbench().answerDialog('new key pair', 'Replace the Key');
        const key = await person().copyFrom('A new key pair of "curve"', 'Copy Private Key');
        changeSetting(pathOf(file), 'ZSCALER_PRIVATE_KEY', key);
      },
    },
    {
      it: 'a whole URL as vanity domain is cut to its first label',
      file: 'url.env',
      settings: {
        ...settingsOf('plain', { ZSCALER_CLIENT_SECRET: secret }),
        ZSCALER_VANITY_DOMAIN: 'https://acme.zslogin.net',
      },
      failure: /HTTP 421/,
      mend: () => person().quickFixOf('https://acme', 'The vanity domain is a whole URL', 'Replace with acme'),
    },
    {
      it: 'a ZIA cloud as ZIdentity cloud is removed',
      file: 'zscaler.yaml',
      settings: [
        'zscaler:',
        '  client:',
        `    clientId: ${idOf('plain')}`,
        '    vanityDomain: acme',
        '    cloud: zscalerthree',
        `    clientSecret: ${secret}`,
        '',
      ].join('\n'),
      failure: /HTTP 421/,
      mend: () => person().quickFixOf('zscalerthree', 'zscalerthree is a cloud of ZIA or ZPA', 'Remove It'),
    },
  ];

  const atTokenEndpoint: SetUp[] = [
    {
      it: 'a wrong audience is told beside the right one, which can be copied',
      file: 'audience.env',
      settings: settingsOf('plain', { ZSCALER_CLIENT_SECRET: secret, PROGRAM_AUDIENCE: 'https://api.zsapi.net' }),
      failure: /invalid_request/,
      async mend(file) {
        const page = await person().refusedWith('The parameter audience is not https://api.zscaler.com.');
        await page.locator('.sent', { hasText: 'https://api.zsapi.net' }).waitFor();
        changeSetting(pathOf(file), 'PROGRAM_AUDIENCE', await person().copyExpected('https://api.zscaler.com'));
      },
    },
    {
      it: 'a wrong aud of the assertion is told beside the accepted ones, which can be copied',
      file: 'aud.env',
      settings: settingsOf('keyed', {
        ZSCALER_PRIVATE_KEY: pkcs8(own.privateKey),
        PROGRAM_ASSERTION_AUD: 'https://zsapi.net',
      }),
      failure: /invalid_client/,
      async mend(file) {
        const page = await person().refusedWith('The aud of the assertion is not this authorization server.');
        await page.locator('.sent', { hasText: 'https://zsapi.net' }).waitFor();
        changeSetting(pathOf(file), 'PROGRAM_ASSERTION_AUD', await person().copyExpected('https://acme.zslogin.net'));
      },
    },
    {
      it: 'a kid that matches no key of the JWKS is told beside the published ones',
      file: 'kid.env',
      settings: settingsOf('hosted', { ZSCALER_PRIVATE_KEY: pkcs8(own.privateKey), PROGRAM_KID: 'key-2025' }),
      failure: /invalid_client/,
      async mend(file) {
        const page = await person().refusedWith('The kid of the assertion names no key of the JWKS');
        await page.locator('.sent', { hasText: 'key-2025' }).waitFor();
        changeSetting(pathOf(file), 'PROGRAM_KID', await person().copyExpected('key-2026'));
      },
    },
    {
      it: 'a private key that does not belong to the uploaded one is replaced',
      file: 'foreign.env',
      settings: settingsOf('foreign', { ZSCALER_PRIVATE_KEY: pkcs8(own.privateKey) }),
      failure: /invalid_client/,
      async mend(file) {
        await person().refusedWith('No key of the client verifies the signature.');
        await replaceKey(file, 'foreign');
      },
    },
    {
      it: 'an RSA key below 2048 bits is replaced',
      file: 'small.env',
      settings: settingsOf('small', { ZSCALER_PRIVATE_KEY: pkcs8(small.privateKey) }),
      failure: /invalid_client/,
      async mend(file) {
        await person().refusedWith('The RSA key of the client has less than 2048 bits.');
        await replaceKey(file, 'small');
      },
    },
    {
      it: 'an expired secret is followed by a new one',
      file: 'expired.env',
      settings: settingsOf('expired', { ZSCALER_CLIENT_SECRET: secret }),
      failure: /invalid_client/,
      async mend(file) {
        await person().refusedWith('The secret is right, but has expired.');
        await person().press('Create a New Secret');
        await workbench().quickInput.pick('365 days');
        const value = await person().copyFrom('A new secret of "expired"', 'Copy Secret');
        changeSetting(pathOf(file), 'ZSCALER_CLIENT_SECRET', value);
      },
    },
    {
      it: 'a clock that makes a ten-minute assertion expire is set right',
      file: 'clock.env',
      settings: settingsOf('keyed', { ZSCALER_PRIVATE_KEY: pkcs8(own.privateKey) }),
      failure: /invalid_client/,
      async mend() {
        const page = await person().refusedWith('The assertion has expired.');
        await page.getByText("The mock's clock is shifted by +20 min.").waitFor();
        await person().press("Set the Mock's Clock Right");
        await workbench().statusBarItem('+20 min').waitFor({ state: 'hidden' });
      },
    },
    {
      it: 'a second secret that a third one replaced is followed by a new one, after a warning',
      file: 'third.env',
      settings: settingsOf('twice', { ZSCALER_CLIENT_SECRET: secret }),
      failure: /invalid_client/,
      async mend(file) {
        await person().refusedWith('The secret is not one of the client.');
        await person().press('Create a New Secret');
        await workbench().answerDialog('has two secrets already', 'Replace');
        await workbench().quickInput.pick('365 days');
        const value = await person().copyFrom('A new secret of "twice"', 'Copy Secret');
        changeSetting(pathOf(file), 'ZSCALER_CLIENT_SECRET', value);
      },
    },
  ];

  /** What an administrator or a colleague does elsewhere, before the program runs. */
  const beforehand: Record<string, () => Promise<unknown>> = {
    'third.env': () => portal('POST', `/api-clients/${idOf('twice')}/secrets`, {}),
    'clock.env': () => control('PUT', '/clock', { offsetSeconds: 1200 }),
  };

  async function prepare({ file, settings, failure }: SetUp): Promise<void> {
    if (typeof settings === 'string') await writeFile(pathOf(file), settings);
    else writeSettings(pathOf(file), settings);
    await beforehand[file]?.();
    await fails(file, failure);
  }

  describe('in a file of the workspace', () => {
    before(async () => {
      await workbench().openContainer('OneAPI');
      await workbench().view('API Resources').welcomeButton('Start Mock').click();
      await workbench().view('API Clients').waitForRow('portal');
    });

    for (const setUp of inFiles) {
      it(setUp.it, async () => {
        await prepare(setUp);
        await workbench().openFile(setUp.file);
        await setUp.mend(setUp.file);
        await succeeds(setUp.file);
      });
    }
  });

  describe('at the token endpoint', () => {
    before(async () => {
      await workbench().runCommand('View: Close All Editors');
      await workbench().runCommand('OneAPI: Show Exchanges');
      await workbench().webview().locator('.stage h1').waitFor();
    });

    for (const setUp of atTokenEndpoint) {
      it(setUp.it, async () => {
        await prepare(setUp);
        await setUp.mend(setUp.file);
        await succeeds(setUp.file);
        await workbench().webview().getByText('The API client was authenticated').waitFor();
      });
    }
  });

  describe('at the gateway', () => {
    const callOf = (path: string) => callApi(workbench(), 'plain', path);
    /** The tab of an answer; there the slash of the path is one that file names may have. */
    const answered = (status: number, last: string) =>
      workbench()
        .page.locator('.tab.active', { hasText: new RegExp(`${status} GET .*${last}`) })
        .waitFor();

    before(async () => {
      await workbench().runCommand('Notifications: Clear All Notifications');
      await workbench().view('API Clients').clickIcon('plain', 'Import API Client');
      await workbench().quickInput.pick('Client Secret');
      await workbench().quickInput.enter('Client secret', secret);
      await workbench().notifications.answer('was imported', 'Get Access Token');
      await workbench().view('Issued Tokens').waitForRow('plain');
      await workbench().runCommand('Notifications: Clear All Notifications');
    });

    it('a role that was given after the token was issued takes a new token, got by one click', async () => {
      const resources = await portal('GET', '/resource-servers', undefined);
      const client = (await portal('GET', `/api-clients/${idOf('plain')}`, undefined)) as Record<string, unknown>;
      await portal('PUT', `/api-clients/${idOf('plain')}`, {
        ...client,
        clientResources: rolesFor(resources, 'ZIA', 'ZCC'),
      });
      await callOf('/zcc/papi/public/v1/getDevices');
      await answered(403, 'getDevices');
      await shot('old token');
      await workbench().notifications.answer('its access token is older', 'Get New Token and Call Again');
      await answered(200, 'getDevices');
      await shot('called with a new token');
    });

    it('a product that the API client has no role for is opened by choosing one', async () => {
      await workbench().runCommand('Notifications: Clear All Notifications');
      await callOf('/zdx/v1/devices');
      await answered(403, 'devices');
      await shot('no role');
      await workbench().notifications.answer('The token holds no role for ZDX', 'Choose Roles…');
      await chooseRole(workbench(), 'What may it do?', 'ZDX_Admin_Role');
      await workbench().notifications.answer('count for access tokens issued from now on', 'Get Access Token');
      await workbench().notifications.waitFor('Got an access token of plain');
      await callOf('/zdx/v1/devices');
      await answered(200, 'devices');
    });
  });

  /** A role of each service, in the form of an API client. */
  function rolesFor(servers: unknown, ...services: string[]): object[] {
    interface Server {
      id: string;
      serviceScopes: { service: { name: string }; scopes: { id: string }[] }[];
    }
    const [server] = (servers as { records: Server[] }).records;
    const scopes = server!.serviceScopes.filter(({ service }) => services.includes(service.name));
    return [{ id: server!.id, selectedScopes: scopes.map(({ scopes: [first] }) => ({ id: first!.id })) }];
  }

  async function portal(method: string, path: string, body: unknown): Promise<unknown> {
    const form = { grant_type: 'client_credentials', client_id: idOf('portal'), client_secret: secret };
    const asked = await fetch(`${mock}/oauth2/v1/token`, { method: 'POST', body: new URLSearchParams(form) });
    const { access_token: token } = (await asked.json()) as { access_token: string };
    return send(method, `/ziam/admin/api/v1${path}`, token, body);
  }

  function control(method: string, path: string, body: unknown): Promise<unknown> {
    return send(method, `/_mock/v1${path}`, workbench().mockAdminToken(), body);
  }

  async function send(method: string, path: string, token: string, body: unknown): Promise<unknown> {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(mock + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${await answer.clone().text()}`);
    return answer.status === 204 ? undefined : answer.json();
  }
});
