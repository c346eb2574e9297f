import assert from 'node:assert/strict';
import { createReport } from '../../../src/cli/demo/report.js';
import { type Setting, StepFailure } from '../../../src/cli/demo/setting.js';
import { takeSteps } from '../../../src/cli/demo/steps.js';
import { createTrace } from '../../../src/cli/demo/trace.js';
import { styleFor } from '../../../src/cli/terminal.js';
import { run } from './child.js';

describe('oneapi-mock demo', () => {
  it('walks all three ways to authenticate to the end, and exits with 0', async () => {
    const { code, stdout, stderr } = await run(['demo']);
    assert.deepEqual([code, stderr], [0, '']);
    for (const method of ['JWKS URL', 'Certificate or Public Key', 'Client Secret']) {
      assert.match(stdout, new RegExp(`^\\d  ${method}$`, 'm'));
    }
    assert.equal(stdout.match(/asks for an access token/g)?.length, 3);
    assert.equal(stdout.match(/← 403/g)?.length, 3);
    assert.equal(stdout.match(/← 401/g)?.length, 3);
    assert.equal(stdout.match(/The gateway noted: The (?:access token|role)/g)?.length, 6);
    assert.match(stdout, /25 steps: 25 passed\n$/);
  });

  it('shows no credential whole and no escape sequence in a pipe', async () => {
    const { stdout } = await run(['demo']);
    assert.ok(!/eyJ[\w-]{20,}/.test(stdout), 'a token or an assertion');
    assert.ok(!/Bearer [\w.-]{12,}/.test(stdout), 'the admin token');
    assert.ok(!/client_secret=[\w-]{8,}/.test(stdout), 'a secret on its way');
    assert.ok(!/"value":"[\w-]{8,}/.test(stdout), 'a secret when it is made');
    assert.ok(!stdout.includes('\u001b'));
  });

  it('skips what follows a step that failed, and says so', async () => {
    const lines: string[] = [];
    const report = createReport((line) => void lines.push(line), styleFor({ colours: false }));
    report.heading('Title', 'explanation');
    await takeSteps(
      [
        { title: 'one', run: async () => [] },
        {
          title: 'two',
          run: async () => {
            throw new StepFailure('it did not');
          },
        },
        { title: 'three', run: async () => [] },
      ],
      { report, trace: createTrace() } as Setting,
    );
    assert.deepEqual(report.summary(), { text: '3 steps: 1 passed, 1 failed, 1 not reached', allPassed: false });
    assert.match(lines.join('\n'), /✗ 1\.2 {2}two\n.*it did not\n.*- 1\.3 {2}three/);
  });
});

describe('The trace of the demo', () => {
  it('shortens a credential also in what was noted before it was known', async () => {
    const secret = 'JiPG2tiIGS3U_NCEbes8XcGodqb0';
    const trace = createTrace(async () => new Response(JSON.stringify({ value: secret, padding: 'x'.repeat(500) })));
    await trace.fetch('http://127.0.0.1/secrets', { method: 'POST', body: '{}' });
    trace.hide(secret);
    const [request, , answer] = trace.take();
    assert.equal(request, '→ POST http://127.0.0.1/secrets');
    assert.match(answer ?? '', /^← 200 \{"value":"JiPG…"/);
    assert.ok((answer ?? '').length < 300);
    assert.deepEqual(trace.take(), []);
  });

  it('shortens JWTs and certificates by their looks', () => {
    const { shorten } = createTrace();
    assert.equal(shorten('a eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln b'), 'a eyJhbGciOi…(36 characters) b');
    const pem = '-----BEGIN CERTIFICATE-----\nMIIC5zCCAc+gAwIB\nAgIU\n-----END CERTIFICATE-----\n';
    assert.equal(shorten(JSON.stringify(pem)), '"-----BEGIN CERTIFICATE----- MIIC5zCC… -----END CERTIFICATE-----"');
  });
});
