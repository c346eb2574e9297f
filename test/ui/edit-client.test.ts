import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from '../../src/keys/certificate.js';
import { generateKeyPair } from '../../src/keys/generate.js';
import { makeJwks } from '../../src/keys/jwks.js';
import { writePrivateKey, writePublicKey } from '../../src/keys/write.js';
import { useWorkbench } from './support/use-workbench.js';

const certificateOf = async (commonName: string) => {
  const keyPair = await generateKeyPair('EC-P256');
  return makeCertificate({ keyPair, subject: { commonName }, days: 90, now: Date.now() });
};

describe('A person who edits API clients', () => {
  let folder: string;
  let served = '<html>';
  let fetched = 0;
  const host = createServer((_, response) => {
    fetched++;
    response.end(served);
  });
  const file = (name: string) => join(folder, name);
  let jwksUrl: string;

  const workbench = useWorkbench(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oneapi-ui-edit-'));
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    jwksUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}/jwks.json`;
    const key = await generateKeyPair('EC-P256');
    await writeFile(file('first.pem'), await certificateOf('first'));
    await writeFile(file('second.pem'), await certificateOf('second'));
    await writeFile(file('public.pem'), writePublicKey(key.publicKey));
    await writeFile(file('private.pem'), writePrivateKey(key.privateKey));
    const clients = [
      {
        id: 'iq0000000sss0',
        name: 'build',
        authentication: { type: 'SECRET', secrets: [{ value: 'a-secret-of-a-build-0123456789' }] },
      },
      {
        id: 'iq0000000kkk0',
        name: 'deploy',
        authentication: { type: 'PUBKEYCERT', keys: [{ file: 'first.pem' }] },
      },
      { id: 'iq0000000uuu0', name: 'watch', authentication: { type: 'JWKS', url: 'https://example.com/jwks.json' } },
    ];
    await writeFile(file('tenant.json'), JSON.stringify({ clients }));
    // High enough for all rows: those out of sight are not drawn.
    return { height: 1200, settings: { 'oneapi.mock.config': file('tenant.json') } };
  });
  const shot = (name: string) => workbench().screenshot(`edit ${name}`);

  after(async () => {
    host.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('starts the mock with the API clients of a file', async () => {
    await workbench().openContainer('OneAPI');
    await workbench().view('API Clients').welcomeButton('Start Mock').click();
    await workbench().view('API Clients').waitForRow('build');
  });

  /** Unfolds one API client alone, so that each of its rows is there once. */
  async function unfold(client: string): Promise<void> {
    await workbench().view('API Clients').clickTitleIcon('Collapse All');
    await workbench().view('API Clients').expand(client);
  }

  /** Opens the form by the pencil of the row, and a field of it. */
  async function edit(client: string, field: string): Promise<void> {
    await workbench().view('API Clients').clickIcon(client, 'Edit API Client');
    await workbench().quickInput.waitForPrompt('What should be changed?');
    await workbench().quickInput.pick(field);
  }

  const texts = [
    {
      field: 'Name',
      prompt: 'Name, at most 128 characters',
      wrong: 'x'.repeat(129),
      said: 'At most 128 characters; these are 129',
      right: 'build server',
      means: 'Name, at most 128 characters',
    },
    {
      field: 'Description',
      prompt: 'Description, at most 256 characters',
      wrong: 'y'.repeat(257),
      said: 'At most 256 characters; these are 257',
      right: `of the nightly build ${'z'.repeat(200)}`,
      means: '221 of 256',
    },
    {
      field: 'Access Token Lifetime',
      prompt: 'Seconds that an access token lives',
      wrong: '59',
      said: 'A number of seconds from 60 (1 minute) to 86400 (24 hours)',
      right: '5400',
      means: '90 minutes',
    },
  ];
  for (const { field, prompt, wrong, said, right, means } of texts) {
    it(`changes its ${field.toLowerCase()}, and is told the limit while typing`, async () => {
      const { quickInput } = workbench();
      await edit('build', field);
      await quickInput.fill(prompt, wrong);
      assert.equal(await quickInput.validation(), said);
      await quickInput.accept();
      await shot(field);
      await quickInput.retype(right);
      await quickInput.waitForPrompt(means);
      await quickInput.accept();
      await quickInput.box.waitFor({ state: 'hidden' });
    });
  }

  it('sees what was changed in the tree and in the form', async () => {
    await workbench().view('API Clients').expand('build server');
    const row = await workbench().view('API Clients').waitForRow('Token Lifetime');
    await row.getByText('90 minutes').waitFor();
    await workbench().view('API Clients').clickIcon('build server', 'Edit API Client');
    await workbench().quickInput.rows.filter({ hasText: 'of the nightly build' }).waitFor();
    await shot('form');
    await workbench().quickInput.pick('Status');
    await workbench().quickInput.pick('Inactive');
    const client = workbench().view('API Clients').row('build server');
    await client.getByText('inactive').waitFor();
  });

  it('picks one role for each service; another of the same takes its place', async () => {
    const { quickInput } = workbench();
    await workbench().view('API Clients').clickIcon('Roles', 'Choose Roles');
    await quickInput.fill('What may it do?', 'Firewall');
    await quickInput.tick('Firewall-Admin-API-Role');
    await quickInput.retype('API_Role01');
    await quickInput.tick('API_Role01');
    await quickInput.retype('API Full');
    await quickInput.tick('API Full Access');
    await quickInput.retype('');
    await shot('roles');
    await quickInput.ok();
    await workbench().view('API Clients').row('Roles').getByText('2', { exact: true }).waitFor();
    await workbench().view('API Clients').expand('Roles');
    const texts = (await workbench().view('API Clients').texts()).join('\n').replaceAll('\u00a0', ' ');
    assert.match(texts, /ZIA\s*API_Role01/);
    assert.match(texts, /ZPA\s*API Full Access/);
    assert.doesNotMatch(texts, /Firewall/);
  });

  it('adds a second secret for a number of days, and is told before a third what it does', async () => {
    const { quickInput } = workbench();
    const view = workbench().view('API Clients');
    await view.clickIcon('Authentication', 'Add Secret');
    await quickInput.pick('Another number of days…');
    await quickInput.fill('Days that the secret is valid', '366');
    assert.equal(await quickInput.validation(), 'A number of days from 30 to 365');
    await shot('secret days');
    await quickInput.retype('45');
    await quickInput.accept();
    await workbench().notifications.waitFor('A new secret of "build server" was made');
    await view.expand('Authentication');
    await (await view.waitForRow('Secret 2')).getByText(/expires\sin\s4[45]\sdays/).waitFor();
    await view.clickIcon('Authentication', 'Add Secret');
    await shot('third secret');
    await workbench().page.getByText('a third one replaces the most recent').waitFor();
    await workbench().answerDialog('has two secrets already', 'Replace');
    await quickInput.pick('90 days');
    await view
      .row('Secret 2')
      .getByText(/expires\sin\s(89|90)\sdays/)
      .waitFor();
    await shot('secrets');
  });

  it('adds certificates and public keys from files, several at once; a private key is refused and named', async () => {
    const { quickInput, notifications } = workbench();
    const view = workbench().view('API Clients');
    await unfold('deploy');
    const add = async (path: string) => {
      await view.clickIcon('Authentication', 'Add Certificate or Public Key');
      await quickInput.waitForTitle('Add Certificate or Public Key');
      await quickInput.chooseFile(path);
    };
    await add(file('private.pem'));
    await notifications.waitFor('private.pem: This is a private key (PKCS#8); a public key is needed.');
    await shot('private key');
    await workbench().runCommand('Notifications: Clear All Notifications');
    await add(file('second.pem'));
    await view.expand('Authentication');
    await (await view.waitForRow('second')).getByText(/EC-P256\s·\sexpires\sin\s(89|90)\sdays/).waitFor();
    await add(file('public.pem'));
    await view.waitForRow('public.pem');
    await add(file('public.pem'));
    await notifications.waitFor('The key of public.pem is there already');
    await shot('keys');
  });

  it('removes a certificate, asked once, but not the last one', async () => {
    const view = workbench().view('API Clients');
    for (const name of ['second', 'public.pem']) {
      await view.clickIcon(name, 'Remove Certificate or Public Key');
      await workbench().answerDialog(`Remove ${name} from "deploy"?`, 'Remove');
      await view.row(name).waitFor({ state: 'hidden' });
    }
    const last = await view.waitForRow('first');
    await last.hover();
    assert.equal(await last.getByRole('button', { name: 'Remove Certificate or Public Key' }).count(), 0);
  });

  it('gives a JWKS URL, which is fetched when it is entered, and may be saved although it is wrong', async () => {
    const { quickInput } = workbench();
    await edit('watch', 'JWKS URL');
    await quickInput.fill('JWKS URL. It is checked', 'http://example.com/jwks.json');
    assert.match(await quickInput.validation(), /An https: URL/);
    await quickInput.retype('');
    await quickInput.input.pressSequentially(jwksUrl);
    assert.equal(fetched, 0, 'while it is typed');
    await quickInput.accept();
    await quickInput.waitForPrompt('The JWKS is a web page (HTML), not JSON.');
    await quickInput.waitForPrompt('Press Enter again to save it anyway.');
    await shot('jwks wrong');
    assert.equal(fetched, 1);
    await quickInput.accept();
    await quickInput.box.waitFor({ state: 'hidden' });
    assert.equal(fetched, 1);
    const { publicKey } = await generateKeyPair('EC-P256');
    served = JSON.stringify(makeJwks([publicKey]));
    await edit('watch', 'JWKS URL');
    await quickInput.enter('JWKS URL. It is checked', `${jwksUrl}?good`);
    await quickInput.box.waitFor({ state: 'hidden' });
    assert.equal(fetched, 2);
    await unfold('watch');
    await workbench().view('API Clients').expand('Authentication');
    await workbench().view('API Clients').waitForRow('jwks.json?good');
    await shot('jwks');
  });

  it('changes how an API client authenticates, from its row', async () => {
    const { quickInput } = workbench();
    const view = workbench().view('API Clients');
    await view.clickIcon('Authentication', 'Edit API Client');
    await quickInput.waitForPrompt('How does the API client authenticate?');
    await shot('method');
    await quickInput.pick('Certificate');
    await workbench().answerDialog('Give "watch" a new credential?', 'Change');
    await (await view.waitForRow('watch')).getByText('Certificate / Public Key').waitFor();
    await view.clickIcon('watch', 'Get Access Token');
    await workbench().view('Issued Tokens').waitForRow('watch');
    await shot('changed');
  });

  it('is led from a role of an API client to who holds it, and back', async () => {
    const clients = workbench().view('API Clients');
    const resources = workbench().view('API Resources');
    await unfold('build server');
    await clients.expand('Roles');
    await clients.clickIcon('ZPA', 'Show in API Resources');
    const role = await resources.waitForRow('API Full Access');
    await role.and(workbench().page.locator('.selected')).waitFor();
    await resources.row('Zscaler Private Access').getByText('1 API client').waitFor();
    await shot('role');
    await clients.clickTitleIcon('Collapse All');
    await resources.clickIcon('build server', 'Show in API Clients');
    await clients.row('build server').and(workbench().page.locator('.selected')).waitFor();
    await shot('holder');
  });

  it('searches the issued tokens by client and JTI, and revokes several at once', async () => {
    const { page, quickInput } = workbench();
    const tokens = workbench().view('Issued Tokens');
    await workbench().runCommand('Notifications: Clear All Notifications');
    await workbench().setTheme('light');
    await workbench().setSize(800, 900);
    await workbench().view('API Clients').clickIcon('watch', 'Get Access Token');
    await tokens.rows.nth(1).waitFor();
    await tokens.clickTitleIcon('Search Tokens');
    await quickInput.enter('Part of the name or ID of the API client, or the beginning of a JTI', 'nobody');
    await tokens.welcomeButton('Clear Search').waitFor();
    await shot('tokens none');
    await tokens.clickTitleIcon('Clear Token Search');
    await tokens.clickTitleIcon('Search Tokens');
    await quickInput.enter('Part of the name or ID of the API client, or the beginning of a JTI', 'WATCH');
    await tokens.pane.locator('.pane-header').getByText('Mock · 2 · "WATCH"').waitFor();
    await tokens.rows.first().click();
    await tokens.rows.nth(1).click({ modifiers: ['Shift'] });
    await page.keyboard.press('Shift+F10');
    await page.locator('.monaco-menu .action-item').filter({ hasText: 'Revoke Token' }).first().hover();
    await shot('tokens menu');
    await page.keyboard.press('Enter');
    await workbench().answerDialog('Revoke 2 access tokens?', 'Revoke');
    for (const row of [0, 1]) await tokens.rows.nth(row).getByText('revoked').waitFor();
    await shot('tokens revoked');
  });
});
