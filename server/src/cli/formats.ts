import type { Format } from '../formats/format';
import { formatById, formats } from '../formats/registry';
import { UsageError } from './usageError';

const ids = (usable: (format: Format) => unknown): string =>
  formats
    .filter(usable)
    .map(({ id }) => id)
    .join(', ');

const canRead = ({ read, readFolder }: Format) => read ?? readFolder;
const canWrite = ({ write, writeFolder }: Format) => write ?? writeFolder;

export const readableFormats = (): string => ids(canRead);
export const writableFormats = (): string => ids(canWrite);

/** @returns the format of `--from`; undefined for `auto`, which decides by content */
export function formatToRead(id: string): Format | undefined {
  if (id === 'auto') return undefined;
  const format = formatById(id);
  if (!format) throw new UsageError(`--from is "${id}", and must be auto or one of ${readableFormats()}`);
  if (!canRead(format))
    throw new UsageError(`${id} can be written but not read; --from is auto or one of ${readableFormats()}`);
  return format;
}

/** @returns the format of `--to` */
export function formatToWrite(id: string | undefined): Format {
  const format = id === undefined ? undefined : formatById(id);
  if (id === undefined) throw new UsageError(`--to is missing; it is one of ${writableFormats()}`);
  if (!format) throw new UsageError(`--to is "${id}", and must be one of ${writableFormats()}`);
  if (!canWrite(format))
    throw new UsageError(`${id} can be read but not written; --to is one of ${writableFormats()}`);
  return format;
}
