import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { type DeclaredTenant, declareTenant, idOf, secret } from './set-ups/tenant.js';
import { freePort } from './support/free-port.js';
import { useWorkbench } from './support/use-workbench.js';
import type { Theme } from './support/workbench.js';
import { filesWithKeys, filesWithTokens, type Issued, issue } from './themes/files.js';

// What the editor shows at a text, and what can be done from there, by clicks. ONEAPI_THEMES names the colour themes.
const themes = (process.env.ONEAPI_THEMES ?? 'high contrast').split(',') as Theme[];

for (const theme of themes) {
  describe(`Inside the editor, ${theme}`, () => {
    let port: number;
    let declared: DeclaredTenant;
    let issued: Issued;
    const workbench = useWorkbench(async () => {
      declared = await declareTenant();
      port = await freePort();
      return {
        theme,
        settings: { 'oneapi.mock.port': port, 'oneapi.mock.config': declared.file, 'editor.wordWrap': 'on' },
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

    for (const [file, text, offset] of [
      ['answer.json', 'access_token": "eyJ', 17],
      ['plain.env', 'ONEAPI_TOKEN=eyJ', 15],
      ['plain.http', 'Bearer eyJ', 2],
      ['values.yaml', 'token: eyJ', 8],
      ['call.sh', 'Bearer eyJ', 8],
      ['link.md', 'access_token=eyJ', 14],
      ['client.ts', "'eyJ", 2],
      ['gateway.log', 'first=eyJ', 8],
    ] as const) {
      it(`decodes a token in ${file}`, async () => {
        const hover = await hoverIn(file, text, offset);
        await hover.getByText('Active').first().waitFor();
        await hover.getByText('Issued by the mock to plain').waitFor();
        await shot(`hover ${file}`);
      });
    }

    it('tells two tokens on one line apart', async () => {
      const hover = await hoverIn('gateway.log', 'second=eyJ', 9);
      await hover.getByText('Issued by the mock to keyed').waitFor();
      await shot('hover second');
    });

    for (const [file, text, said] of [
      ['private.pem', '-----BEGIN PRIVATE', 'This is a private key.'],
      ['pkcs1.pem', '-----BEGIN RSA', 'This is a private key.'],
      ['public.pem', '-----BEGIN PUBLIC', 'Public key'],
      ['certificate.pem', '-----BEGIN CERT', 'Certificate'],
      ['jwks.json', 'keys', 'JWKS'],
    ] as const) {
      it(`says what stands in ${file}`, async () => {
        const hover = await hoverIn(file, text, 6);
        await hover.getByText(said).first().waitFor();
        await shot(`hover ${file}`);
        await hover.getByRole('link', { name: 'Inspect' }).first().click();
        await workbench().webview().getByText('Thumbprint').first().waitFor();
        await shot(`inspected ${file}`);
      });
    }

    it('judges a client assertion', async () => {
      const hover = await hoverIn('assertion.txt', 'eyJ');
      await shot('hover assertion');
      await hover.getByRole('link', { name: 'Inspect' }).first().click();
      await shot('inspected assertion');
    });

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
