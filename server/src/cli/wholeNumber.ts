import { UsageError } from './usageError';

/** An option's value as a number from 0. */
export function wholeNumber(option: string, value: string): number {
  if (!/^\d{1,15}$/.test(value))
    throw new UsageError(`${option} is "${value}", and must be a whole number from 0`);
  return Number(value);
}
