/** Where a review stands among the documents of a folder, each by its address. */
export interface ReviewRoute {
  readonly from: string;
  readonly visited: ReadonlySet<string>;
  /** What is known of what the model is not sure of; absent until it is. */
  readonly ranked?: {
    /** All that it has read. */
    readonly read: ReadonlySet<string>;
    /** Of these those in which something is undecided, the least sure first. */
    readonly open: readonly string[];
  };
}

/**
 * Where a review goes on: the document of which the model is least sure, then those that it has not read in the order of the folder, beginning behind the one
 * that the review is in. What it has read and nothing is undecided in is passed over.
 */
export function nextDocument(
  folder: readonly string[],
  { from, visited, ranked }: ReviewRoute,
): string | undefined {
  const isNew = (document: string) => !visited.has(document);
  const doubtful = ranked?.open.find((document) => folder.includes(document) && isNew(document));
  if (doubtful !== undefined) return doubtful;
  const at = folder.indexOf(from);
  return [...folder.slice(at + 1), ...folder.slice(0, Math.max(0, at))].find(
    (document) => isNew(document) && !ranked?.read.has(document),
  );
}
