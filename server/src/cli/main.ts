#!/usr/bin/env node
import { run } from './run';
import { Terminal } from './terminal';

// `biogloss … | head` ends the reader first: that is no failure, and nobody is left to be told.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`biogloss: the output could not be written: ${error.message}\n`);
  process.exit(1);
});
process.stderr.on('error', () => process.exit(1));

run(process.argv.slice(2), new Terminal(process.stdin, process.stdout, process.stderr)).then((exitCode) => {
  process.exitCode = exitCode;
});
