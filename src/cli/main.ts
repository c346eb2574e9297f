#!/usr/bin/env node
import { runCommandLine } from './run.js';
import { processTerminal } from './terminal.js';

// Windows and Linux show the whole command line to other users; a secret may stand in it.
process.title = 'oneapi-mock';

runCommandLine(process.argv.slice(2), processTerminal(process)).then((code) => {
  process.exitCode = code;
  // Whatever still holds the event loop, such as a kept-alive connection, has no say in when a command ends.
  process.stdout.write('', () => process.exit());
});
