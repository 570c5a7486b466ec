/** Milliseconds: as long as an editor does not feel it. */
const longestSlice = 8;

/**
 * Does work in slices, other messages between them.
 * @throws the signal's reason once it is aborted
 */
export async function inSlices<Result>(work: Generator<void, Result>, signal: AbortSignal): Promise<Result> {
  for (let began = performance.now(); ; ) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() - began < longestSlice) continue;
    await new Promise(setImmediate);
    signal.throwIfAborted();
    began = performance.now();
  }
}
