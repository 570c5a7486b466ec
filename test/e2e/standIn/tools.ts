/** What scripts/e2eTools.mjs found or set up, as paths. */
export interface Tools {
  readonly node: string;
  readonly codeServer: string;
  readonly chromium: string;
}

export function tools(): Tools {
  const json = process.env.BIOGLOSS_E2E_TOOLS;
  if (!json) throw new Error('BIOGLOSS_E2E_TOOLS is not set; run node scripts/testE2e.mjs');
  return JSON.parse(json);
}
