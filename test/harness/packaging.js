// The VSIX, built in a folder of its own so that dist/, which a running VS Code reads, stays as it is.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { out, root } from './paths.js';
import { run } from './processes.js';
import { HarnessError } from './say.js';

/** At most this many bytes. The activation bundle is read at every start of VS Code. */
export const budgets = { activation: 100 * 1024, vsix: 600 * 1024 };

/** What is not even looked at: large, or built anew. */
const left = new Set(['node_modules', 'out', 'dist', 'test', 'src', '.git', '.vscode-test', 'coverage']);

/** @param {string} stage */
function copySources(stage) {
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  for (const name of readdirSync(root)) {
    if (!left.has(name) && !name.endsWith('.vsix')) cpSync(join(root, name), join(stage, name), { recursive: true });
  }
  // "files" is for `npm pack`; vsce refuses it beside .vscodeignore. Scripts and development packages
  // mean nothing in an installed extension.
  const { files: _files, scripts: _scripts, devDependencies: _packages, ...manifest } = readManifest();
  writeFileSync(join(stage, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

function readManifest() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
}

/**
 * What VS Code reads to activate: extension.js and all that it imports statically.
 * @param {string} metafile of esbuild
 */
function activationBytes(metafile) {
  /** @type {Record<string, {bytes: number, imports: {path: string, kind: string, external?: boolean}[]}>} */
  const outputs = JSON.parse(readFileSync(metafile, 'utf8')).outputs;
  const entry = Object.keys(outputs).find((path) => path.endsWith('/extension.js'));
  if (!entry) throw new HarnessError('The build has no extension.js.');
  const reached = new Set([entry]);
  for (const path of reached) {
    for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && outputs[imported]) reached.add(imported);
    }
  }
  return [...reached].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
}

/**
 * @typedef {object} Packaged
 * @property {string} vsix
 * @property {{name: string, bytes: number, budget: number}[]} sizes
 */

/**
 * Builds for production and packs.
 * @param {string} folder where the VSIX goes
 * @returns {Promise<Packaged>}
 */
export async function packageExtension(folder) {
  const stage = join(out, 'package');
  copySources(stage);
  const metafile = join(out, 'package-metafile.json');
  await mustRun('esbuild.js', ['--production', `--out=${join(stage, 'dist')}`, `--metafile=${metafile}`], root);
  const { name, version } = readManifest();
  mkdirSync(folder, { recursive: true });
  const vsix = join(folder, `${name}-${version}.vsix`);
  const vsce = join(dirname(createRequire(import.meta.url).resolve('@vscode/vsce/package.json')), 'vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', vsix];
  await mustRun(vsce, ['package', ...flags], stage);
  return {
    vsix,
    sizes: [
      { name: 'The activation bundle', bytes: activationBytes(metafile), budget: budgets.activation },
      { name: 'The VSIX', bytes: statSync(vsix).size, budget: budgets.vsix },
    ],
  };
}

/** @param {string} script @param {string[]} args @param {string} cwd */
async function mustRun(script, args, cwd) {
  const { code, output } = await run(process.execPath, [script, ...args], { cwd, timeoutSeconds: 120 });
  if (code !== 0) throw new HarnessError(`The extension could not be packaged:\n${output.trim()}`);
}

/** @param {{name: string, bytes: number, budget: number}} size */
export function describeSize({ name, bytes, budget }) {
  const kib = (/** @type {number} */ count) => `${(count / 1024).toFixed(1)} KiB`;
  return `${name} is ${kib(bytes)} of ${kib(budget)} allowed`;
}
