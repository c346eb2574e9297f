import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { build } from 'esbuild';
import { run } from './child.js';
import { cliPath } from './cli-path.js';
import { isPlain, runHere } from './fake-terminal.js';

describe('The command line', () => {
  it('says what it can do, and how each command is used', async () => {
    const { code, stdout } = await runHere(['--help']);
    assert.equal(code, 0);
    for (const command of ['serve', 'demo', 'token']) {
      assert.match(stdout, new RegExp(`oneapi-mock ${command}`));
      for (const args of [
        [command, '--help'],
        [command, '-h'],
        ['help', command],
      ]) {
        const help = await runHere(args);
        assert.equal(help.code, 0);
        assert.match(help.stdout, new RegExp(`^oneapi-mock ${command}:`));
      }
    }
  });

  it('names every option of serve and token in their help', async () => {
    const { stdout: serve } = await runHere(['serve', '--help']);
    for (const option of [
      'port',
      'host',
      'state',
      'config',
      'vanity',
      'cloud',
      'policy',
      'json',
      'allow-remote',
      'allow-host',
      'allow-origin',
      'jwks-port',
    ]) {
      assert.ok(serve.includes(`--${option} `), option);
    }
    const { stdout: token } = await runHere(['token', '--help']);
    for (const option of [
      'client-id',
      'secret',
      'key',
      'kid',
      'alg',
      'url',
      'audience',
      'basic',
      'vanity',
      'cloud',
      'allow-http',
    ]) {
      assert.ok(token.includes(`--${option} `), option);
    }
  });

  it("prints the package's version", async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    for (const option of ['--version', '-v', '-V']) assert.equal((await runHere([option])).stdout, version);
  });

  it('without a command shows what there is, and fails', async () => {
    const { code, stdout, stderr } = await runHere([]);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /Usage/);
  });

  const wrong: [args: string[], says: RegExp][] = [
    [['frobnicate'], /no command "frobnicate"/],
    [['help', 'frobnicate'], /no command/],
    [['--frobnicate'], /no option --frobnicate/],
    [['serve', '--frobnicate'], /serve has no option --frobnicate/],
    [['serve', '-x'], /serve has no option -x/],
    [['serve', 'extra'], /options alone/],
    [['serve', '--port'], /--port needs a value/],
    [['serve', '--json=yes'], /--json takes no value/],
    [['serve', '--port', '1', '--port', '2'], /more than once/],
    [['serve', '--port', 'eighty'], /--port is no port number/],
    [['serve', '--port', '65536'], /--port is no port number/],
    [['serve', '--port=-1'], /--port is no port number/],
    [['serve', '--policy', 'lax'], /--policy is none of zidentity, strict/],
    [['serve', '--host', '0.0.0.0'], /other computers may reach/],
    [['serve', '--vanity', 'https://acme.zslogin.net'], /whole URL/],
    [['serve', '--allow-host', 'http://x/'], /not a host name/],
    [['demo', '--fast'], /demo has no option --fast/],
    [['token', '--secret', 'x', '--key', 'y', '--client-id', 'z'], /not both/],
    [['token', '--client-id', 'z', '--url', 'http://a/', '--vanity', 'b'], /twice/],
    [['token', '--client-id', 'z', '--secret', 'x', '--alg', 'RS256'], /belong to a key/],
  ];
  for (const [args, says] of wrong) {
    it(`refuses ${args.join(' ')} with exit code 2 and a reason`, async () => {
      const { code, stdout, stderr } = await runHere(args, { isTTY: true });
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, says);
    });
  }

  it('takes a flag twice, as a script has it that adds one to what it was given', async () => {
    const { code, stderr } = await runHere(['serve', '--json', '--json', '--port', 'eighty']);
    assert.equal(code, 2);
    assert.match(stderr, /--port is no port number/);
  });

  it('repeats no value of an option, which may be a secret, and no escape sequence', async () => {
    const { stderr } = await runHere(['token', '--client-id', 'z', '--secrett=hunter22hunter22']);
    assert.ok(!stderr.includes('hunter22'));
    const odd = await runHere(['\u001b[2Jserve', '\u202e']);
    assert.ok(isPlain(odd.stderr));
  });

  it('needs nothing but Node: no vscode, and no package, in anything that it may load', async () => {
    const { metafile } = await build({
      entryPoints: [cliPath],
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'silent',
    });
    const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
    const outside = imports.filter(({ external, path }) => external && !isBuiltin(path));
    assert.deepEqual(outside, []);
    assert.ok(imports.length > 10);
  });

  it('runs as a program of its own, with Node alone', async () => {
    assert.match(readFileSync(cliPath, 'utf8'), /^#!\/usr\/bin\/env node\n/);
    const { code, stdout } = await run(['--version']);
    assert.equal(code, 0);
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
  });
});
