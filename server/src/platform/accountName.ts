import { userInfo } from 'node:os';

/** What the computer calls the person; empty where it does not know. */
export function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
