// Loaded into the VS Code server and its extension hosts, ahead of them (node --import). Logs and output channels are written by a
// native module that is not built in the offline workbench; this stands in for it, so that they are in files and can
// be searched.
import { appendFileSync, mkdirSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname } from 'node:path';

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical', 'off'];

/** Writes each line at once, whatever its level. */
class Logger {
  #file;
  #plain = false;

  /** @param {string} file */
  constructor(file) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
    for (const level of levels) this[level] = (/** @type {string} */ message) => this.#write(level, message);
  }

  #write(level, message) {
    appendFileSync(this.#file, this.#plain ? message : `${new Date().toISOString()} [${level}] ${message}\n`);
  }

  clearFormatters() {
    this.#plain = true;
  }

  setPattern() {}
  setLevel() {}
  getLevel() {
    return 2;
  }
  flush() {}
  drop() {}
}

/** What takes the place of the native module. */
globalThis.__logFiles = {
  setFlushOn() {},
  setLevel() {},
  createAsyncRotatingLogger: async (_name, file) => new Logger(file),
  createRotatingLogger: async (_name, file) => new Logger(file),
};

registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== '@vscode/spdlog') return next(specifier, context);
    const names = Object.keys(globalThis.__logFiles);
    const source = `export const { ${names.join(', ')} } = globalThis.__logFiles;`;
    return { url: `data:text/javascript,${encodeURIComponent(source)}`, format: 'module', shortCircuit: true };
  },
});
