/** A worker with one job → language server. */
export type JobReply<Result> =
  | { readonly type: 'progress'; readonly share: number; readonly doing: string }
  | { readonly type: 'done'; readonly result: Result }
  | { readonly type: 'failed'; readonly message: string };
