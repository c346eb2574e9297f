import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { Person } from '../set-ups/person.js';
import { type DeclaredTenant, declareTenant, idOf, secret } from '../set-ups/tenant.js';
import { accessibilityFaults } from '../support/accessibility.js';
import { freePort } from '../support/free-port.js';
import { addClient, callApi } from '../support/tasks.js';
import { useWorkbench } from '../support/use-workbench.js';
import type { Theme } from '../support/workbench.js';
import { filesWithKeys, filesWithTokens, type Issued, issue } from './files.js';

// What the editor shows at a text, and what can be done from there, by clicks. ONEAPI_THEMES names the colour themes.
const themes = (process.env.ONEAPI_THEMES ?? 'high contrast').split(',') as Theme[];

for (const theme of themes) {
  describe(`Inside the editor, ${theme}`, () => {
    let port: number;
    let declared: DeclaredTenant;
    let issued: Issued;
    let asked = 0;
    const workbench = useWorkbench(async () => {
      declared = await declareTenant();
      port = await freePort();
      return {
        theme,
        settings: {
          'oneapi.mock.port': port,
          'oneapi.mock.config': declared.file,
          'editor.wordWrap': 'on',
          'terminal.integrated.gpuAcceleration': 'off',
        },
        files: await filesWithKeys(),
      };
    });
    after(() => declared?.close());
    const shot = (name: string) => workbench().screenshot(`${theme} ${name}`);

    before(async () => {
      await workbench().openContainer('OneAPI');
      await workbench().view('API Clients').welcomeButton('Start Mock').click();
      await workbench().view('API Clients').waitForRow('plain');
      issued = await issue(port, (offsetSeconds) => control('PUT', '/clock', { offsetSeconds }));
      for (const [name, text] of Object.entries(filesWithTokens(issued))) {
        await writeFile(join(workbench().folder, name), text);
      }
    });

    async function hoverIn(file: string, text: string, offset?: number): Promise<Locator> {
      await workbench().openFile(file);
      return workbench().hover(text, offset);
    }

    for (const file of [
      'answer.json',
      'plain.env',
      'plain.http',
      'values.yaml',
      'call.sh',
      'link.md',
      'client.ts',
      'gateway.log',
    ]) {
      it(`decodes a token in ${file}`, async () => {
        const hover = await hoverIn(file, 'eyJ');
        await hover.getByText('Active').first().waitFor();
        await hover.getByText('Issued by the mock to plain').waitFor();
        await shot(`hover ${file}`);
      });
    }

    it('tells two tokens on one line apart', async () => {
      const hover = await hoverIn('gateway.log', 'second=eyJ', 'second='.length);
      await hover.getByText('Issued by the mock to keyed').waitFor();
      await hover.getByText('Signature verified').first().waitFor();
      await shot('hover second');
    });

    for (const [file, text, said, inspected] of [
      ['private.pem', '-----BEGIN PRIVATE', 'This is a private key.', 'Private Key'],
      ['pkcs1.pem', '-----BEGIN RSA', 'This is a private key.', 'Private Key'],
      ['public.pem', '-----BEGIN PUBLIC', 'Public key', 'Public Key'],
      ['certificate.pem', '-----BEGIN CERT', 'Certificate', 'Certificate'],
      ['jwks.json', 'keys', 'JWKS', 'JWKS'],
    ] as const) {
      it(`says what stands in ${file}, and inspects it`, async () => {
        const hover = await hoverIn(file, text);
        await hover.getByText(said).first().waitFor();
        await shot(`hover ${file}`);
        await hover.getByRole('link', { name: 'Inspect' }).first().click();
        await workbench().webview().getByRole('heading', { name: inspected }).first().waitFor();
        await shot(`inspected ${file}`);
        await workbench().runCommand('View: Close All Editors');
      });
    }

    it('judges a client assertion', async () => {
      const hover = await hoverIn('assertion.txt', 'eyJ');
      await hover.getByText('Client assertion').first().waitFor();
      await hover.getByText('Would be accepted').first().waitFor();
      await shot('hover assertion');
      await hover.getByRole('link', { name: 'Inspect' }).first().click();
      await workbench().webview().getByText('Policy zidentity').first().waitFor();
      await shot('inspected assertion');
      await workbench().runCommand('View: Close All Editors');
    });

    it('takes over the API client of a file by its quick fix', async () => {
      await writeFile(
        join(workbench().folder, 'secret.env'),
        `ZSCALER_CLIENT_ID=${idOf('plain')}\nZSCALER_CLIENT_SECRET=${secret}\nZSCALER_VANITY_DOMAIN=acme\n`,
      );
      await workbench().openFile('secret.env');
      await new Person(workbench()).quickFix(secret, 'A client secret stands in this file', 'Move to Secret Storage');
      await workbench().notifications.waitFor('plain');
      await shot('secret moved');
    });

    it('replaces an expired token by its quick fix', async () => {
      await workbench().openFile('expired.http');
      await shot('expired before');
      await new Person(workbench()).quickFix('eyJ', 'This access token of plain expired', 'Replace with a Fresh Token');
      const hover = await hoverIn('expired.http', 'eyJ');
      await hover.getByText('Active').first().waitFor();
      await shot('expired replaced');
    });

    for (const [file, wrong, problem, fix, right] of [
      ['main.tf', 'https://acme.zslogin.net', 'The vanity domain is a whole URL', 'Replace with acme', '"acme"'],
      ['client.py', 'zscalerthree', 'zscalerthree is a cloud of ZIA or ZPA', 'Remove It', '"cloud": ""'],
      ['misspelt.env', 'ZSCALER_CLIENTID', 'No SDK reads ZSCALER_CLIENTID', 'Replace with', 'ZSCALER_CLIENT_ID='],
    ] as const) {
      it(`points out a mistake in the configuration of an SDK in ${file}, and mends it`, async () => {
        await workbench().openFile(file);
        await new Person(workbench()).quickFix(wrong, problem, fix);
        await workbench().editor.locator('.view-lines', { hasText: right }).waitFor();
        await shot(`mended ${file}`);
      });
    }

    it('puts a new token where the cursor stands', async () => {
      await workbench().openFile('plain.http');
      await workbench().page.keyboard.press('ControlOrMeta+End');
      await workbench().view('API Clients').clickIcon('plain', 'Get Access Token');
      await workbench().notifications.answer('Got an access token of plain', 'Insert');
      // Header and claims of two tokens.
      const twoTokens = /(?:eyJ[\s\S]*){4}/;
      await workbench().editor.locator('.view-lines').filter({ hasText: twoTokens }).waitFor();
      await shot('inserted');
    });

    it('uses each action of a hover', async () => {
      await workbench().runCommand('Notifications: Clear All Notifications');
      const act = async (link: string) => {
        const hover = await hoverIn('expired.http', 'eyJ');
        await hover.getByRole('link', { name: link }).first().click();
      };
      const claims = await workbench().copiedBy(() => act('Copy Claims'));
      assert.equal(JSON.parse(claims).sub, idOf('plain'));
      const before = await workbench().editorText();
      await act('Replace with Fresh Token');
      await workbench().view('Issued Tokens').rows.nth(5).waitFor();
      assert.notEqual(await workbench().editorText(), before);
      await act('Revoke');
      await workbench().answerDialog('Revoke', 'Revoke');
      const hover = await hoverIn('expired.http', 'eyJ');
      await hover.getByText('Revoked').first().waitFor();
      await shot('hover revoked');
      await hover.getByRole('link', { name: 'Why Was This Refused?' }).first().click();
      await workbench().webview().locator('.exchange').first().waitFor();
      await shot('why refused');
      await workbench().runCommand('View: Close All Editors');
    });

    it('signs a client assertion into a file, which is judged there and replaced', async () => {
      const { quickInput } = workbench();
      await addClient(workbench(), 'signer', 'JWKS URL');
      await workbench().openFile('notes.txt');
      await workbench().view('API Clients').chooseFromMenu('signer', 'Mint Client Assertion');
      await quickInput.waitForPrompt('A client assertion was signed');
      await shot('mint');
      await quickInput.pick('Insert at Cursor');
      await workbench().editor.getByText('eyJ').first().waitFor();
      const before = await workbench().editorText();
      const hover = await workbench().hover('eyJ');
      await hover.getByText('Would be accepted').first().waitFor();
      await shot('hover own assertion');
      await hover.getByRole('link', { name: 'Replace with Fresh Assertion' }).first().click();
      // The end of a token is its signature, which is another one each time.
      const signature = before.trim().slice(-20);
      await workbench().editor.locator('.view-lines', { hasText: signature }).waitFor({ state: 'hidden' });
    });

    it('inserts an API client as the code that the file is written in', async () => {
      const { quickInput } = workbench();
      for (const [file, format, line] of [
        ['empty.sh', 'curl', 'curl'],
        ['empty.py', 'Python', 'ZscalerClient'],
        ['empty.go', 'Go', 'package main'],
        ['empty.tf', 'Terraform', 'provider'],
        ['empty.ts', 'TypeScript', 'fetch('],
        ['empty.env', '.env', 'ZSCALER_CLIENT_ID'],
        ['empty.http', '.http', 'POST'],
      ] as const) {
        await writeFile(join(workbench().folder, file), '\n');
        await workbench().openFile(file);
        await workbench().runCommand('OneAPI: Insert As…');
        await quickInput.waitForPrompt('Which API client?');
        await quickInput.pick('plain');
        await quickInput.waitForPrompt('As what?');
        await shot(`insert ${format}`);
        await quickInput.rows.and(workbench().page.locator('.focused')).filter({ hasText: format }).waitFor();
        await quickInput.accept();
        await quickInput.waitForPrompt('How does it get the client secret?');
        await quickInput.accept();
        await workbench().editor.locator('.view-line', { hasText: line }).first().waitFor();
        await shot(`inserted ${format}`);
      }
      await workbench().runCommand('View: Close All Editors');
    });

    it('inspects what is selected, what was copied, and what it is compared with', async () => {
      const { page } = workbench();
      await workbench().openFile('plain.env');
      await workbench().editor.locator('.view-line').first().click();
      await page.keyboard.press('ControlOrMeta+A');
      await workbench().runCommand('OneAPI: Inspect Token');
      await workbench().webview().getByText('Signature Verified').waitFor();
      await workbench()
        .webview()
        .getByText(/\d+ min \d+ s left/)
        .waitFor();
      await workbench().webview().getByRole('heading', { name: 'Roles and What They Open' }).waitFor();
      await workbench().webview().getByText('/zia/api/v1').first().waitFor();
      await shot('inspected selection');
      await workbench().runCommand('View: Close All Editors');
      await page.evaluate(`navigator.clipboard.writeText('Bearer ${issued.keyed}')`);
      await workbench().runCommand('OneAPI: Inspect Token');
      await workbench().webview().getByRole('button', { name: 'From Clipboard' }).click();
      await workbench().webview().getByText('Signature Verified').waitFor();
      await workbench().webview().getByRole('button', { name: 'Compare With…' }).click();
      await workbench().webview().getByRole('textbox').fill(issued.plain);
      await workbench().webview().getByRole('button', { name: 'Compare With…' }).last().click();
      await workbench().webview().getByRole('heading', { name: 'Two Tokens Compared' }).waitFor();
      await shot('compared');
      assert.deepEqual(await accessibilityFaults(workbench()), []);
      await workbench().runCommand('View: Close All Editors');
    });

    it('copies an API client as code, gives it to terminals, diagnoses it and calls an API', async () => {
      const { quickInput, notifications } = workbench();
      const clients = workbench().view('API Clients');
      await workbench().runCommand('Notifications: Clear All Notifications');
      const copied = await workbench().copiedBy(async () => {
        await clients.chooseFromMenu('plain', 'Copy As…');
        await quickInput.waitForPrompt('As what?');
        await quickInput.pick('curl');
        await quickInput.waitForPrompt('How does it get the client secret?');
        await shot('copy as');
        await quickInput.accept();
      });
      assert.match(copied, /^curl /m);
      await clients.chooseFromMenu('plain', 'Use in Terminals');
      await notifications.waitFor('New terminals have the variables of "plain"');
      await workbench().statusBarItem('plain').waitFor();
      await shot('terminals');
      await notifications.answer('New terminals have the variables of "plain"', 'New Terminal');
      const said = await inTerminal('$ZSCALER_CLIENT_ID at $ZSCALER_VANITY_DOMAIN by $HTTPS_PROXY');
      assert.equal(said, `${idOf('plain')} at acme by http://127.0.0.1:${port}`);
      await shot('terminal');
      await workbench().runCommand('Terminal: Kill the Active Terminal Instance');
      await clients.chooseFromMenu('plain', 'Stop Using in Terminals');
      await workbench().statusBarItem('plain').waitFor({ state: 'hidden' });
      await clients.chooseFromMenu('plain', 'Diagnose API Client');
      await workbench().webview().getByText('Gateway accepts the token').waitFor();
      await shot('diagnosed');
      assert.deepEqual(await accessibilityFaults(workbench()), []);
      await callApi(workbench(), 'plain', '/zia/api/v1/status');
      await workbench()
        .editor.getByText(/HTTP\s200/)
        .first()
        .waitFor();
      await shot('called');
      await clients.clickIcon('plain', 'Call API');
      await quickInput.fill('What should be called?', '/zia/api/v1/locations?pageSize=2');
      await shot('typed path');
      await quickInput.pick('GET /zia/api/v1/locations?pageSize=2');
      await workbench().editor.getByText('pageSize=2').first().waitFor();
    });

    /** What a shell makes of these words, in the terminal in front. */
    async function inTerminal(words: string): Promise<string> {
      const screen = workbench().page.locator('.terminal-wrapper.active .xterm-rows');
      await screen.waitFor();
      const mark = `said ${++asked}: `;
      const input = workbench().page.locator('.terminal-wrapper.active .xterm-helper-textarea');
      // What is typed stands there, too, but its line begins with the prompt or with "echo".
      await input.pressSequentially(`echo "${mark}${words}"\n`);
      const said = screen.locator('div').filter({ hasText: new RegExp(`^${mark}`) });
      return ((await said.textContent()) ?? '').trim().slice(mark.length);
    }

    function control(method: string, path: string, body: unknown): Promise<unknown> {
      return fetch(`http://127.0.0.1:${port}/_mock/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${workbench().mockAdminToken()}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }).then((answer) => assert.ok(answer.ok, `${answer.status}`));
    }
    void idOf;
    void secret;
  });
}
