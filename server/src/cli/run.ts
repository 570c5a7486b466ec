import { sentence } from '../platform/failure';
import { runCommand } from './command';
import { commands, overview } from './commands';
import type { Terminal } from './terminal';
import { UsageError } from './usageError';

/**
 * The whole command line: `args` are what follows `biogloss`.
 * @returns the exit code: 0 done, 1 an input or the work failed, 2 wrong usage
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) {
    terminal.tell(overview());
    return 2;
  }
  if (['--help', '-h', 'help'].includes(name)) {
    await terminal.write(overview());
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  try {
    if (!command) {
      throw new UsageError(
        `there is no command "${name}"; the commands are ${Object.keys(commands).join(', ')}`,
      );
    }
    return await runCommand(await command.load(), rest, terminal);
  } catch (error) {
    terminal.tell(`biogloss: ${sentence(error)}`);
    if (!(error instanceof UsageError)) return 1;
    terminal.tell(`"biogloss ${command ? `${name} ` : ''}--help" shows how it is used.`);
    return 2;
  }
}
