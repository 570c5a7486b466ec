import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Terminal } from './terminal';
import { UsageError } from './usageError';

/** One word after `biogloss`: what it takes and what it does. */
export interface Command<Options extends ParseArgsConfig['options'] = ParseArgsConfig['options']> {
  /** The text of `--help`. */
  readonly usage: () => string;
  readonly options: Options;
  /** @returns the exit code: 0 done, 1 an input failed and was told of. Throws a `UsageError`, or a `Failure` that ends all. */
  run(given: Given<Options>, terminal: Terminal): Promise<number>;
}

export interface Given<Options extends ParseArgsConfig['options']> {
  readonly values: ReturnType<typeof parseArgs<{ options: Options }>>['values'];
  readonly inputs: readonly string[];
}

/** Lets TypeScript know the values by the options' own declaration. */
export const defineCommand = <const Options extends ParseArgsConfig['options']>(
  command: Command<Options>,
): Command => command as unknown as Command;

export async function runCommand(
  command: Command,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const given = parse(command, args);
  if (given === 'help') {
    await terminal.write(command.usage());
    return 0;
  }
  return command.run(given, terminal);
}

function parse(command: Command, args: readonly string[]): Given<Command['options']> | 'help' {
  const options = { ...command.options, help: { type: 'boolean', short: 'h' } } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (values.help) return 'help';
    return { values, inputs: positionals } as Given<Command['options']>;
  } catch (error) {
    // Node adds advice on `--` to some messages; the first sentence says what is wrong.
    throw new UsageError((error as Error).message.split(/\. |\n/)[0]);
  }
}

/** @returns `value` where it is one of `allowed`; otherwise the person is told which ones there are. */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined)
    throw new UsageError(`${option} is "${value}", and must be one of ${allowed.join(', ')}`);
  return found;
}

/** @returns the value of an option that must be given. */
export function required<T>(option: string, value: T | undefined): T {
  if (value === undefined) throw new UsageError(`${option} is missing`);
  return value;
}

export function refuseInputs(inputs: readonly string[]): void {
  if (inputs.length > 0)
    throw new UsageError(
      `"${inputs[0]}" is not expected here; every argument of this command has an option's name`,
    );
}
