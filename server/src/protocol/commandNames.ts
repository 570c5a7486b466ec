/** The server's commands for `workspace/executeCommand`; their arguments are in commands.ts. Apart from it so that a client need not load zod. */
export const commands = {
  analyse: 'biogloss.analyse',
  evaluate: 'biogloss.evaluate',
  export: 'biogloss.export',
  graph: 'biogloss.graph',
  exportGraph: 'biogloss.exportGraph',
  fineTune: 'biogloss.fineTune',
  selectModel: 'biogloss.selectModel',
  setWord: 'biogloss.setWord',
  restartWorker: 'biogloss.restartWorker',
  importTerminology: 'biogloss.compileTerminology',
  updateTerminology: 'biogloss.updateTerminology',
  terminologies: 'biogloss.terminologies',
} as const;
