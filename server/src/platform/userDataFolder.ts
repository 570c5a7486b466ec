import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where a program keeps a person's data on this system (XDG base directory specification; %LOCALAPPDATA% on Windows). */
export function userDataFolder(): string {
  const { XDG_DATA_HOME, LOCALAPPDATA } = process.env;
  const base = process.platform === 'win32' ? LOCALAPPDATA : XDG_DATA_HOME;
  return join(base || join(homedir(), '.local', 'share'), 'biogloss');
}
