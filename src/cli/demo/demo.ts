import { startMock } from '../../zidentity/start.js';
import { readOptions } from '../arguments.js';
import { EXIT } from '../exit-code.js';
import { plainLines, styleFor, type Terminal } from '../terminal.js';
import { createReport } from './report.js';
import { settingOf } from './setting.js';
import { createTrace } from './trace.js';
import { walk } from './walk.js';
import { certificateMethod, jwksUrlMethod } from './with-key.js';
import { secretMethod } from './with-secret.js';

/** `oneapi-mock demo`: every way to authenticate, from the first key to the revoked token. */
export async function demo(args: readonly string[], terminal: Terminal): Promise<number> {
  readOptions('demo', args, {});
  const style = styleFor(terminal);
  const now = Date.now;
  const mock = await startMock({
    port: 0,
    now,
    log: (message) => terminal.printError(`oneapi-mock: ${plainLines(message)}`),
  });
  try {
    terminal.print(
      `${style.bold('OneAPI mock')} at ${mock.endpoints.http} ${style.dim(`plays ${mock.endpoints.issuer} and the OneAPI gateway`)}`,
    );
    terminal.print('');
    const report = createReport((line) => terminal.print(line), style);
    const setting = settingOf(mock, createTrace(), report, now);
    for (const method of [jwksUrlMethod(), certificateMethod(now), secretMethod()]) await walk(method, setting);
    const { text, allPassed } = report.summary();
    terminal.print('');
    terminal.print(text);
    return allPassed ? EXIT.ok : EXIT.failed;
  } finally {
    await mock.stop();
  }
}
