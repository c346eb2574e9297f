import * as vscode from 'vscode';
import type { Log } from '../services.js';
import { describeError, redactForLog } from './redact-log.js';

/** The one way into the output channel "OneAPI". The channel is made with the first line. */
export function createLog(): Log {
  let made: vscode.LogOutputChannel | undefined;
  const channel = () => {
    made ??= vscode.window.createOutputChannel('OneAPI', { log: true });
    return made;
  };
  return {
    info: (message) => channel().info(redactForLog(message)),
    warn: (message) => channel().warn(redactForLog(message)),
    error: (message, cause) =>
      channel().error(redactForLog(cause === undefined ? message : `${message}\n${describeError(cause)}`)),
    show: () => channel().show(true),
    dispose: () => made?.dispose(),
  };
}
