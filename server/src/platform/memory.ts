import { totalmem } from 'node:os';

const leastBytes = 4 * 2 ** 30;

/**
 * Bytes that a process with a model from anywhere may take: half of what this computer, or the container that we run in, has. The
 * editor and everything else keep the other half, whatever the model asks for.
 */
export function memoryForOneModel(): number {
  // 0 or a number beyond all memory where nothing constrains us.
  const constrained = process.constrainedMemory() || Number.POSITIVE_INFINITY;
  return Math.max(leastBytes, Math.min(totalmem(), constrained) / 2);
}
