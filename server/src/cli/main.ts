#!/usr/bin/env node
import { runCommand } from './command';
import { commands, overview } from './commands';
import { sentence, UsageError } from './failure';
import { Terminal } from './terminal';

// `biogloss … | head` ends the reader first: that is no failure, and nobody is left to be told.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`biogloss: the output could not be written: ${error.message}\n`);
  process.exit(1);
});
process.stderr.on('error', () => process.exit(1));

const terminal = new Terminal(process.stdin, process.stdout, process.stderr);

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) {
    terminal.tell(overview());
    return 2;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    await terminal.write(overview());
    return 0;
  }
  try {
    if (!Object.hasOwn(commands, name)) {
      throw new UsageError(
        `there is no command "${name}"; the commands are ${Object.keys(commands).join(', ')}`,
      );
    }
    return await runCommand(await commands[name].load(), rest, terminal);
  } catch (error) {
    terminal.tell(`biogloss: ${sentence(error)}`);
    if (!(error instanceof UsageError)) return 1;
    terminal.tell(
      `"biogloss ${Object.hasOwn(commands, name) ? `${name} ` : ''}--help" shows how it is used.`,
    );
    return 2;
  }
}

main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
