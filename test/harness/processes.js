// Child processes that never outlive the harness, and never run longer than they may.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
/** @type {Set<string>} */
const temporary = new Set();
/** Children that lead a process group of their own, which is ended as a whole. */
const leaders = new WeakSet();
let watching = false;

function endAll() {
  for (const child of running) end(child, 'SIGKILL');
  for (const folder of temporary) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    } catch {
      // A program that is just ending still writes there; the other folders go all the same.
    }
  }
}

function watchOwnEnd() {
  if (watching) return;
  watching = true;
  process.on('exit', endAll);
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])) {
    process.on(signal, () => process.exit(code));
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function end(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (leaders.has(child)) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It has ended by itself in the meantime.
  }
}

/** Makes a folder below the system's temporary one; it is removed when this process ends. */
export function temporaryFolder(name) {
  watchOwnEnd();
  const folder = mkdtempSync(join(tmpdir(), `oneapi-${name}-`));
  temporary.add(folder);
  return folder;
}

/**
 * Removes a folder now, or when this process ends: a program that is just ending may still write there.
 * @param {string} folder one that temporaryFolder made
 */
export function removeTemporaryFolder(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    temporary.delete(folder);
  } catch (error) {
    if (!temporary.has(folder)) throw error;
  }
}

/**
 * Starts a program that is ended with this process.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & {group?: boolean}} options group: it leads a process
 *   group, so that whatever it starts is ended with it (not on Windows)
 */
export function start(command, args, { group = false, ...options } = {}) {
  watchOwnEnd();
  const lead = group && process.platform !== 'win32';
  const child = spawn(command, args, { ...options, detached: lead });
  if (lead) leaders.add(child);
  running.add(child);
  child.once('error', () => running.delete(child));
  child.once('exit', () => {
    running.delete(child);
    // What a group's leader left behind ends with it.
    if (lead) end(child, 'SIGKILL');
  });
  return child;
}

/**
 * Asks a started program to end, and makes it after three seconds.
 * @param {import('node:child_process').ChildProcess} child
 */
export async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  end(child, 'SIGTERM');
  const timer = setTimeout(() => end(child, 'SIGKILL'), 3000);
  await ended;
  clearTimeout(timer);
}

/**
 * @typedef {object} Finished
 * @property {number} code exit code; 1 where a signal ended it or it could not be started
 * @property {string} output standard output and error, in the order they came
 * @property {boolean} timedOut
 */

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, timeoutSeconds: number, show?: boolean, group?: boolean}} options
 *   show: pass its output through as it comes
 * @returns {Promise<Finished>}
 */
export async function run(command, args, { cwd, env, timeoutSeconds, show = false, group = false }) {
  const child = start(command, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'], group });
  /** @type {Buffer[]} */
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      chunks.push(chunk);
      if (show) process.stdout.write(chunk);
    });
  }
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    void stop(child);
  }, timeoutSeconds * 1000);
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      chunks.push(Buffer.from(`${error.message}\n`));
      resolve(1);
    });
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
    // A grandchild that survives would keep the pipes open, and 'close' away, for ever.
    child.once('exit', (exitCode) => setTimeout(() => resolve(exitCode ?? 1), 2000).unref());
  });
  clearTimeout(timer);
  return { code, output: Buffer.concat(chunks).toString('utf8'), timedOut };
}
