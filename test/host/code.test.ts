import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, run } from './workbench.js';

interface Snippet {
  text: string;
  note?: string;
}

const formats = ['curl', 'python', 'go', 'terraform', 'typescript', 'dotenv', 'http'];

describe('An API client as code', () => {
  let secretClient: string;
  let keyClient: string;
  let secret: string;

  before(async () => {
    const { mock } = await activated();
    await mock.start();
    await run('oneapi.mock.reset', {});
    secretClient = (await run<{ id: string }>('oneapi.client.add', { name: 'by secret', auth: 'SECRET' })).id;
    keyClient = (await run<{ id: string }>('oneapi.client.add', { name: 'by key', auth: 'JWKS' })).id;
    await run('oneapi.client.copyCredential', { clientId: secretClient });
    secret = await vscode.env.clipboard.readText();
  });

  it('is copied in every format, without the secret', async () => {
    for (const format of formats) {
      const { text } = await run<Snippet>('oneapi.code.copyAs', { clientId: secretClient, format });
      assert.equal(await vscode.env.clipboard.readText(), text);
      assert.ok(text.includes(secretClient), format);
      assert.ok(!text.includes(secret), format);
    }
  });

  it('holds the secret where that is asked for', async () => {
    for (const format of formats) {
      const { text } = await run<Snippet>('oneapi.code.copyAs', {
        clientId: secretClient,
        format,
        includeSecret: true,
      });
      assert.ok(text.includes(secret), format);
    }
  });

  it('names the file of a private key, and never holds it', async () => {
    for (const format of formats) {
      const wanted = { clientId: keyClient, format, includeSecret: true };
      const { text } = await run<Snippet>('oneapi.code.copyAs', wanted);
      assert.ok(!text.includes('PRIVATE KEY-----'), format);
      assert.match(text, format === 'http' ? /Mint Client Assertion/ : /key\.pem/, format);
    }
  });

  it("names the mock's vanity domain, its proxy and its CA", async () => {
    const { text } = await run<Snippet>('oneapi.code.copyAs', { clientId: secretClient, format: 'dotenv' });
    assert.match(text, /^ZSCALER_VANITY_DOMAIN=acme$/m);
    assert.match(text, /^HTTPS_PROXY=http:\/\/127\.0\.0\.1:\d+$/m);
    assert.match(text, /^REQUESTS_CA_BUNDLE=.+ca\.pem/m);
  });

  it('is inserted in the format that fits the document', async () => {
    const document = await vscode.workspace.openTextDocument({ content: '# mine\n', language: 'python' });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    const { text } = await run<Snippet>('oneapi.code.insertAs', { clientId: secretClient });
    assert.match(text, /ZscalerClient/);
    assert.equal(document.getText(), `# mine\n${text}`);
  });

  it('is asked for its format where the document does not tell', async () => {
    await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument({ content: '', language: 'markdown' }),
    );
    await assert.rejects(run('oneapi.code.insertAs', { clientId: secretClient }), /No format is known.*Give a format/s);
    await run('oneapi.code.insertAs', { clientId: secretClient, format: 'curl' });
    assert.match(vscode.window.activeTextEditor!.document.getText(), /^token=\$\(curl/);
  });

  it('of a format that does not exist is refused', async () => {
    await assert.rejects(
      run('oneapi.code.copyAs', { clientId: secretClient, format: 'cobol' }),
      /"format" is not usable/,
    );
  });
});
