// Runs in the extension host beside the extension under test, and does there what a test asks for.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as vscode from 'vscode';

const require = createRequire(import.meta.url);

/** A request is `{source, args}`: the text of a function of `{vscode, require}` and args; its answer `{value}` or `{error}`. */
async function answer(request) {
  const { source, args } = JSON.parse(await text(request));
  try {
    const run = new Function(`return (${source});`)();
    return { value: await run({ vscode, require }, args) };
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    return { error: { name, message, stack } };
  }
}

export function activate(context) {
  const { ONEAPI_PROBE_FOLDER: folder } = process.env;
  if (!folder) return;
  const server = createServer(async (request, response) => {
    response.end(JSON.stringify(await answer(request)));
  });
  // Each window has an extension host, a process of its own.
  server.listen(join(folder, `${process.pid}.socket`));
  context.subscriptions.push({ dispose: () => server.close() });
}
